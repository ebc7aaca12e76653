package dev.ringfence.metrics;

import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.Turn;
import dev.ringfence.daemon.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControllerMetersTest {
    private static final String CONTROLLER = "{controller=\"ringfence\"} ";
    private static final String QUEUE = "{controller=\"ringfence\",name=\"ringfence\"} ";

    private final PrometheusMetrics metrics = new PrometheusMetrics(Clock.fixed(NOON, ZoneOffset.UTC),
            "1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everythingIsZeroBeforeTheFirstTurn() throws IOException {
        assertThat(page()).contains(
                "\ncontroller_runtime_reconcile_total{controller=\"ringfence\",result=\"error\"} 0.0\n",
                "\ncontroller_runtime_reconcile_total{controller=\"ringfence\",result=\"success\"} 0.0\n",
                "\ncontroller_runtime_reconcile_errors_total" + CONTROLLER + "0.0\n",
                "\ncontroller_runtime_reconcile_panics_total" + CONTROLLER + "0.0\n",
                "\ncontroller_runtime_reconcile_time_seconds_count" + CONTROLLER + "0\n",
                "\ncontroller_runtime_max_concurrent_reconciles" + CONTROLLER + "1.0\n",
                "\ncontroller_runtime_active_workers" + CONTROLLER + "0.0\n",
                "\nworkqueue_depth{controller=\"ringfence\",name=\"ringfence\",priority=\"\"} 0.0\n",
                "\nworkqueue_adds_total" + QUEUE + "0.0\n", "\nworkqueue_retries_total" + QUEUE + "0.0\n",
                "\nworkqueue_queue_duration_seconds_count" + QUEUE + "0\n",
                "\nworkqueue_work_duration_seconds_count" + QUEUE + "0\n");
    }

    @Test
    void aTurnIsOneReconciliationAndEachOfItsChangesWaited() throws IOException {
        metrics.turned(new Turn(List.of(Duration.ofMillis(2), Duration.ofMillis(30)), Duration.ofMillis(120),
                false));

        assertThat(page()).contains(
                "controller_runtime_reconcile_total{controller=\"ringfence\",result=\"success\"} 1.0\n",
                "controller_runtime_reconcile_time_seconds_bucket{controller=\"ringfence\",le=\"0.1\"} 0\n",
                "controller_runtime_reconcile_time_seconds_bucket{controller=\"ringfence\",le=\"0.15\"} 1\n",
                "workqueue_queue_duration_seconds_bucket{controller=\"ringfence\",name=\"ringfence\",le=\"0.01\"} 1\n",
                "workqueue_queue_duration_seconds_count" + QUEUE + "2\n",
                "workqueue_queue_duration_seconds_sum" + QUEUE + "0.032\n",
                "workqueue_work_duration_seconds_sum" + QUEUE + "0.12\n",
                "controller_runtime_reconcile_errors_total" + CONTROLLER + "0.0\n");
    }

    @Test
    void aTurnThatFailsIsAnErrorAPanicAndARetry() throws IOException {
        metrics.turned(new Turn(List.of(), Duration.ofMillis(1), true));

        assertThat(page()).contains(
                "controller_runtime_reconcile_total{controller=\"ringfence\",result=\"error\"} 1.0\n",
                "controller_runtime_reconcile_errors_total" + CONTROLLER + "1.0\n",
                "controller_runtime_reconcile_panics_total" + CONTROLLER + "1.0\n",
                "workqueue_retries_total" + QUEUE + "1.0\n");
    }

    @Test
    void theWorkloadIsThatOfTheMomentOfTheScrape() throws IOException {
        metrics.follow(() -> new Workload(40, 7, Optional.of(NOON.minusMillis(2_500))));

        assertThat(page()).contains(
                "workqueue_depth{controller=\"ringfence\",name=\"ringfence\",priority=\"\"} 7.0\n",
                "workqueue_adds_total" + QUEUE + "40.0\n",
                "workqueue_unfinished_work_seconds" + QUEUE + "2.5\n",
                "workqueue_longest_running_processor_seconds" + QUEUE + "2.5\n",
                "controller_runtime_active_workers" + CONTROLLER + "1.0\n");

        metrics.follow(() -> new Workload(41, 0, Optional.empty()));
        assertThat(page()).contains(
                "workqueue_depth{controller=\"ringfence\",name=\"ringfence\",priority=\"\"} 0.0\n",
                "workqueue_adds_total" + QUEUE + "41.0\n",
                "workqueue_unfinished_work_seconds" + QUEUE + "0.0\n",
                "controller_runtime_active_workers" + CONTROLLER + "0.0\n");
    }

    @Test
    void aTimeThatRunsBackwardsCountsAsNone() throws IOException {
        metrics.turned(new Turn(List.of(Duration.ofSeconds(-3)), Duration.ofSeconds(-1), false));
        metrics.follow(() -> new Workload(0, 0, Optional.of(NOON.plusSeconds(9))));

        assertThat(page()).contains("workqueue_queue_duration_seconds_sum" + QUEUE + "0.0\n",
                "workqueue_work_duration_seconds_sum" + QUEUE + "0.0\n",
                "workqueue_unfinished_work_seconds" + QUEUE + "0.0\n");
    }

    @Test
    void theBucketsAreThoseOfControllerRuntime() throws IOException {
        assertThat(buckets("controller_runtime_reconcile_time_seconds")).isEqualTo(
                "0.005 0.01 0.025 0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.45 0.5 0.6 0.7 0.8 0.9 1.0 1.25 1.5 1.75"
                        + " 2.0 2.5 3.0 3.5 4.0 4.5 5.0 6.0 7.0 8.0 9.0 10.0 15.0 20.0 25.0 30.0 40.0 50.0 60.0 +Inf");
        assertThat(buckets("workqueue_queue_duration_seconds"))
                .isEqualTo(buckets("workqueue_work_duration_seconds")).isEqualTo(
                        "1.0E-8 1.0E-7 1.0E-6 1.0E-5 1.0E-4 0.001 0.01 0.1 1.0 10.0 100.0 1000.0 +Inf");
    }

    @Test
    void requestsAreCountedByCodeMethodAndHost() throws IOException {
        metrics.ended("GET", "10.0.0.1:443", OptionalInt.of(200));
        metrics.ended("get", "10.0.0.1:443", OptionalInt.of(200));
        metrics.ended("PATCH", "10.0.0.1:443", OptionalInt.of(403));
        metrics.ended("POST", "10.0.0.1:443", OptionalInt.empty());
        metrics.ended("BREW", "10.0.0.1:443", OptionalInt.of(418));

        assertThat(page().lines().filter(line -> line.startsWith("rest_client_"))).containsExactlyInAnyOrder(
                "rest_client_requests_total{code=\"200\",host=\"10.0.0.1:443\",method=\"GET\"} 2.0",
                "rest_client_requests_total{code=\"403\",host=\"10.0.0.1:443\",method=\"PATCH\"} 1.0",
                "rest_client_requests_total{code=\"418\",host=\"10.0.0.1:443\",method=\"OTHER\"} 1.0",
                "rest_client_requests_total{code=\"<error>\",host=\"10.0.0.1:443\",method=\"POST\"} 1.0");
    }

    private String buckets(String histogram) throws IOException {
        return page().lines().filter(line -> line.startsWith(histogram + "_bucket"))
                .map(line -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1")).collect(Collectors.joining(" "));
    }

    private String page() throws IOException {
        var out = new ByteArrayOutputStream();
        var _ = metrics.write("", out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
