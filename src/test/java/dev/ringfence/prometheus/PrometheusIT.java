package dev.ringfence.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.e2e.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus that watches the daemon through an incident.
@WithControlPlane
class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void anIncidentIsSeenAndSoIsItsEnd(ControlPlane plane, TestNamespaces namespaces, @TempDir Path folder) {
        try (var incident = Incident.begin(plane, namespaces);
                var prometheus = PrometheusServer.start(folder, List.of(Scrape.ringfence(incident.port())),
                        List.of())) {
            incident.strike();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                    prometheus.query("sum by (baseline) (ringfence_drifts_open) > 0"))
                    .extracting(series -> series.label("baseline"))
                    .contains(incident.exposed(), incident.neglected(), incident.helpless()));

            incident.recover();
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(prometheus.query("ringfence_drifts_open > 0")).isEmpty());
        }
    }
}
