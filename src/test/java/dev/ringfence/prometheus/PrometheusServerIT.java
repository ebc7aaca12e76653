package dev.ringfence.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusServerIT {

    @Test
    void itScrapesEvaluatesAndAnswers(@TempDir Path folder) throws IOException {
        var rules = Files.writeString(folder.resolve("rules.yaml"),
                """
                        groups:
                          - name: test
                            rules:
                              - {alert: Gone, expr: up == 0, labels: {severity: info}, annotations: {summary: It is gone.}}
                        """);
        try (var prometheus = PrometheusServer.start(folder,
                List.of(new Scrape("nobody", "127.0.0.1:1", Map.of("cluster", "a \"quoted\" one"))),
                List.of(rules))) {
            var began = Instant.now();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(prometheus.alerts())
                    .singleElement().satisfies(alert -> {
                        assertThat(alert.name()).isEqualTo("Gone");
                        assertThat(alert.isFiring()).isTrue();
                        assertThat(alert.labels()).containsEntry("job", "nobody")
                                .containsEntry("cluster", "a \"quoted\" one")
                                .containsEntry("severity", "info");
                        assertThat(alert.annotations()).containsEntry("summary", "It is gone.");
                    }));
            assertThat(prometheus.query("up")).singleElement().satisfies(series -> {
                assertThat(series.label("instance")).isEqualTo("127.0.0.1:1");
                assertThat(series.value()).isZero();
            });
            assertThat(prometheus.query("up / 0")).isEmpty();
            // The last step may lie before the first sample.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                    prometheus.queryRange("up + 1", began, Instant.now(), PrometheusServer.INTERVAL))
                    .extracting(Series::value).containsExactly(1.0));
            assertThat(prometheus.targets()).singleElement().satisfies(target -> {
                assertThat(target.health()).isEqualTo("down");
                assertThat(target.error()).contains("connection refused");
            });
            assertThatThrownBy(() -> prometheus.query("up{")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("parse error");
        }
    }
}
