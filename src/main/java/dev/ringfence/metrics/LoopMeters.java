package dev.ringfence.metrics;

import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// The counters and histograms of the loop as a whole, all present from the first scrape.
final class LoopMeters {
    private final MeterRegistry registry;
    private final Timer detect;
    private final Timer repair;
    private final Timer evaluation;
    private final Counter fullEvaluations;
    private final Counter changedEvaluations;
    private final Counter differences;

    LoopMeters(MeterRegistry registry, String version) {
        this.registry = registry;
        detect = timer("ringfence.detect", "From when a drift arose until it was judged to be one",
                Buckets.reaction());
        repair = timer("ringfence.repair",
                "From when a drift was judged to be one until its repair had effect",
                Buckets.reaction());
        evaluation = timer("ringfence.evaluation", "How long a judgement took", Buckets.evaluation());
        fullEvaluations = evaluations("full");
        changedEvaluations = evaluations("changed");
        differences = Counter.builder("ringfence.full.evaluation.differences")
                .description("Drifts on which a full judgement and the current state did not agree")
                .register(registry);
        for (var action : Action.class.getPermittedSubclasses()) {
            for (var result : Outcome.Result.values()) {
                repairs(action.getSimpleName(), result);
            }
        }
        Gauge.builder("ringfence.build.info", () -> 1).tag("version", LabelValue.of(version))
                .description("The version that runs").register(registry);
    }

    void detected(Duration took) {
        detect.record(took);
    }

    void repaired(Duration took) {
        repair.record(took);
    }

    void acted(Action action, Outcome.Result result) {
        repairs(action.name(), result).increment();
    }

    void judged(boolean full, Duration took, int disagreements) {
        (full ? fullEvaluations : changedEvaluations).increment();
        evaluation.record(took);
        differences.increment(disagreements);
    }

    private Counter repairs(String action, Outcome.Result result) {
        return Counter.builder("ringfence.repairs").description("Actions about drifts, by how they ended")
                .tag("action", action).tag("result", result.text()).register(registry);
    }

    private Counter evaluations(String scope) {
        return Counter.builder("ringfence.evaluations").tag("scope", scope)
                .description("Judgements, of everything or of what had changed").register(registry);
    }

    private Timer timer(String name, String description, Duration... buckets) {
        return Timer.builder(name).description(description).serviceLevelObjectives(buckets)
                .register(registry);
    }
}
