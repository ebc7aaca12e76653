package dev.ringfence.metrics;

import dev.ringfence.daemon.Turn;
import dev.ringfence.daemon.Workload;
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
    private final Counter reconciliations;
    private final Counter errors;
    private final Counter panics;
    private final Histogram reconciliationTime;
    private final Gauge activeWorkers;
    private final Gauge depth;
    private final Counter adds;
    private final Histogram queueDuration;
    private final Histogram workDuration;
    private final Gauge unfinishedWork;
    private final Gauge longestRunning;
    private final Counter retries;

    ControllerMeters(PrometheusRegistry registry) {
        this.registry = registry;
        reconciliations = counter("controller_runtime_reconcile_total",
                "Turns of the loop, by how they ended",
                "controller", "result");
        for (var result : new String[]{"success", "error"}) {
            reconciliations.initLabelValues(NAME, result);
        }
        errors = counter("controller_runtime_reconcile_errors_total", "Turns of the loop that failed",
                "controller");
        panics = counter("controller_runtime_reconcile_panics_total",
                "Turns of the loop that ended with an exception", "controller");
        reconciliationTime = histogram("controller_runtime_reconcile_time_seconds",
                "How long a turn of the loop took", TURN, "controller");
        reconciliationTime.initLabelValues(NAME);
        gauge("controller_runtime_max_concurrent_reconciles", "How many loops there are", "controller")
                .labelValues(NAME).set(1);
        activeWorkers = gauge("controller_runtime_active_workers", "How many loops are in a turn now",
                "controller");
        // The third label tells priorities apart, of which the mailbox has none.
        depth = gauge("workqueue_depth", "Changes that wait for the loop", "name", "controller", "priority");
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
        reconciliations.labelValues(NAME, turn.failed() ? "error" : "success").inc();
        if (turn.failed()) {
            errors.labelValues(NAME).inc();
            panics.labelValues(NAME).inc();
            retries.labelValues(NAME, NAME).inc();
        }
        reconciliationTime.labelValues(NAME).observe(seconds(turn.took()));
        workDuration.labelValues(NAME, NAME).observe(seconds(turn.took()));
        var queued = queueDuration.labelValues(NAME, NAME);
        turn.waited().forEach(waited -> queued.observe(seconds(waited)));
    }

    /// Brings up to date what is true at one moment only. Callers must not overlap.
    void refresh(Workload workload, Instant now) {
        depth.labelValues(NAME, NAME, "").set(workload.waiting());
        var added = adds.labelValues(NAME, NAME);
        added.inc(Math.max(0, workload.added() - added.getLongValue()));
        var running = workload.busySince().map(since -> seconds(Duration.between(since, now))).orElse(0.0);
        activeWorkers.labelValues(NAME).set(workload.busySince().isPresent() ? 1 : 0);
        unfinishedWork.labelValues(NAME, NAME).set(running);
        longestRunning.labelValues(NAME, NAME).set(running);
    }

    /// The clock may be set back in between.
    private static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos() / 1e9);
    }

    private Counter counter(String name, String help, String... labels) {
        var counter = Counter.builder().name(name).help(help).labelNames(labels).withoutExemplars()
                .register(registry);
        if (labels.length == 1) {
            counter.initLabelValues(NAME);
        }
        return counter;
    }

    private Counter queueCounter(String name, String help) {
        var counter = counter(name, help, "name", "controller");
        counter.initLabelValues(NAME, NAME);
        return counter;
    }

    private Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).withoutExemplars().register(registry);
    }

    private Gauge queueGauge(String name, String help) {
        return gauge(name, help, "name", "controller");
    }

    private Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder().name(name).help(help).classicOnly().classicUpperBounds(bounds)
                .labelNames(labels).withoutExemplars().register(registry);
    }

    private Histogram queueHistogram(String name, String help) {
        var histogram = histogram(name, help, QUEUE, "name", "controller");
        histogram.initLabelValues(NAME, NAME);
        return histogram;
    }
}
