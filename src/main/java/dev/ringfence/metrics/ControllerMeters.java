package dev.ringfence.metrics;

import dev.ringfence.daemon.Turn;
import dev.ringfence.daemon.Workload;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;

/// The loop and its mailbox under the names that every controller of controller-runtime has, so that boards for those show it.
///
/// A reconciliation is one turn of the loop that had something to do, and takes everything that waits; the work queue is the mailbox.
/// Names, labels and buckets are controller-runtime's, and so are not for this project to choose. They are made with Prometheus's
/// own library, because Micrometer would add a series to each histogram.
final class ControllerMeters {
    private static final String NAME = "ringfence";
    private static final double[] TURN = {0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4,
            0.45,
            0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20,
            25, 30,
            40, 50, 60};
    private static final double[] QUEUE = {1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000};

    private final PrometheusRegistry registry;
    private final CounterDataPoint succeeded;
    private final CounterDataPoint failed;
    private final CounterDataPoint errors;
    private final CounterDataPoint panics;
    private final DistributionDataPoint reconciliationTime;
    private final GaugeDataPoint activeWorkers;
    private final GaugeDataPoint depth;
    private final CounterDataPoint adds;
    private final DistributionDataPoint queueDuration;
    private final DistributionDataPoint workDuration;
    private final GaugeDataPoint unfinishedWork;
    private final GaugeDataPoint longestRunning;
    private final CounterDataPoint retries;

    ControllerMeters(PrometheusRegistry registry) {
        this.registry = registry;
        var turns = counter("controller_runtime_reconcile_total", "Turns of the loop, by how they ended",
                "controller", "result");
        succeeded = turns.labelValues(NAME, "success");
        failed = turns.labelValues(NAME, "error");
        errors = counter("controller_runtime_reconcile_errors_total", "Turns of the loop that failed",
                "controller").labelValues(NAME);
        panics = counter("controller_runtime_reconcile_panics_total",
                "Turns of the loop that ended with an exception", "controller").labelValues(NAME);
        reconciliationTime = histogram("controller_runtime_reconcile_time_seconds",
                "How long a turn of the loop took", TURN, "controller").labelValues(NAME);
        gauge("controller_runtime_max_concurrent_reconciles", "How many loops there are", "controller")
                .labelValues(NAME).set(1);
        activeWorkers = gauge("controller_runtime_active_workers", "How many loops are in a turn now",
                "controller").labelValues(NAME);
        // The third label tells priorities apart, of which the mailbox has none.
        depth = gauge("workqueue_depth", "Changes that wait for the loop", "name", "controller", "priority")
                .labelValues(NAME, NAME, "");
        adds = queueCounter("workqueue_adds_total",
                "Changes that came in, but for those that replaced another that still waited");
        queueDuration = queueHistogram("workqueue_queue_duration_seconds",
                "How long a change waited for the loop");
        workDuration = queueHistogram("workqueue_work_duration_seconds",
                "How long the loop worked on all the changes that it took at once");
        unfinishedWork = queueGauge("workqueue_unfinished_work_seconds",
                "For how long the turn of the loop lasts that is under way; 0 between turns");
        longestRunning = queueGauge("workqueue_longest_running_processor_seconds",
                "For how long the turn of the loop lasts that is under way; 0 between turns");
        retries = queueCounter("workqueue_retries_total",
                "Turns of the loop that were taken again after a failure");
    }

    /// Notes a turn that has ended; the loop's thread.
    void turned(Turn turn) {
        if (turn.failed()) {
            failed.inc();
            errors.inc();
            panics.inc();
            retries.inc();
        } else {
            succeeded.inc();
        }
        reconciliationTime.observe(seconds(turn.took()));
        workDuration.observe(seconds(turn.took()));
        turn.waited().forEach(waited -> queueDuration.observe(seconds(waited)));
    }

    /// Brings up to date what is true at one moment only. Callers must not overlap.
    void refresh(Workload workload, Instant now) {
        depth.set(workload.waiting());
        adds.inc(Math.max(0, workload.added() - adds.getLongValue()));
        var running = workload.busySince().map(since -> seconds(Duration.between(since, now))).orElse(0.0);
        activeWorkers.set(workload.busySince().isPresent() ? 1 : 0);
        unfinishedWork.set(running);
        longestRunning.set(running);
    }

    /// The clock may be set back in between.
    private static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos() / 1e9);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).withoutExemplars()
                .register(registry);
    }

    private CounterDataPoint queueCounter(String name, String help) {
        return counter(name, help, "name", "controller").labelValues(NAME, NAME);
    }

    private Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).withoutExemplars().register(registry);
    }

    private GaugeDataPoint queueGauge(String name, String help) {
        return gauge(name, help, "name", "controller").labelValues(NAME, NAME);
    }

    private Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder().name(name).help(help).classicOnly().classicUpperBounds(bounds)
                .labelNames(labels).withoutExemplars().register(registry);
    }

    private DistributionDataPoint queueHistogram(String name, String help) {
        return histogram(name, help, QUEUE, "name", "controller").labelValues(NAME, NAME);
    }
}
