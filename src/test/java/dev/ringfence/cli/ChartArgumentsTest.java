package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the Helm chart tells the daemon, read by the daemon's own command line.
class ChartArgumentsTest {
    private static final String MOUNT = "/etc/ringfence/baselines";

    @TempDir
    private Path folder;

    @Test
    void theDaemonUnderstandsWhatTheDefaultsOfTheChartSay() {
        assertThat(told(Map.of())).isEqualTo(new RunOptions(Optional.empty(), Optional.empty(), List.of(),
                8080, true, "guard", Duration.ofMinutes(5), "auto", LogFormat.JSON));
    }

    @Test
    void theDaemonUnderstandsWhatTheValuesChange() {
        var options = told(Map.of("replicas", 1, "baselines", Map.of("existingConfigMap", "mine"), "daemon",
                Map.of("port", 9090, "logFormat", "text", "resync", "30s", "leaderElection", false),
                "extraArgs", List.of("--context=staging")));

        assertThat(options).isEqualTo(new RunOptions(Optional.empty(), Optional.of("staging"),
                List.of(folder.resolve("mounted")), 9090, false, "guard", Duration.ofSeconds(30), "auto",
                LogFormat.TEXT));
    }

    private RunOptions told(Map<String, Object> values) {
        var rendering = Chart.copy(folder).render("guard", values);
        var environment = rendering.environment();
        environment.computeIfPresent("RINGFENCE_BASELINE", (_, path) -> path.replace(MOUNT, mounted()));
        var run = new CommandRun(environment, folder.resolve("no-namespace"));
        assertThat(run.execute(rendering.arguments().toArray(String[]::new))).as(run.errors()).isZero();
        return run.options();
    }

    private String mounted() {
        try {
            return Files.createDirectories(folder.resolve("mounted")).toString();
        } catch (IOException failure) {
            throw new IllegalStateException("a folder must be possible in " + folder, failure);
        }
    }
}
