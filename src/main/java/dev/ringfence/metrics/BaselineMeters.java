package dev.ringfence.metrics;

import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The counters and histograms that each baseline has, from when it appears until it is gone.
///
/// They exist at zero before anything happens, because a rate over a series that starts with its first event misses that
/// event. Used by the loop's thread only.
final class BaselineMeters {
    private final MeterRegistry registry;
    private final Map<String, Meters> byBaseline = new HashMap<>();

    BaselineMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void opened(String baseline, DriftKind kind, Verdict verdict) {
        var counter = of(baseline).drifts().get(new Series(kind, verdict));
        if (counter != null) {
            counter.increment();
        }
    }

    void exposed(String baseline, Duration exposure) {
        of(baseline).exposure().record(exposure);
    }

    /// Makes these the baselines that have series.
    void keep(Set<String> baselines) {
        baselines.forEach(this::of);
        var gone = new HashSet<>(byBaseline.keySet());
        gone.removeAll(baselines);
        gone.forEach(this::remove);
    }

    private void remove(String baseline) {
        var meters = byBaseline.remove(baseline);
        if (meters != null) {
            meters.drifts().values().forEach(registry::remove);
            registry.remove(meters.exposure());
        }
    }

    private Meters of(String baseline) {
        return byBaseline.computeIfAbsent(baseline, this::register);
    }

    private Meters register(String baseline) {
        var tags = Tags.of("baseline", LabelValue.of(baseline));
        var drifts = new HashMap<Series, Counter>();
        for (var kind : DriftKind.values()) {
            for (var verdict : Verdict.values()) {
                drifts.put(new Series(kind, verdict), Counter.builder("ringfence.drifts")
                        .description("Drifts found").tags(tags).tag("kind", kind.text())
                        .tag("verdict", verdict.text()).register(registry));
            }
        }
        var exposure = Timer.builder("ringfence.exposure")
                .description("How long a loosening lasted, from when it arose until it was gone").tags(tags)
                .serviceLevelObjectives(Buckets.exposure()).register(registry);
        return new Meters(drifts, exposure);
    }

    private record Series(DriftKind kind, Verdict verdict) {}

    private record Meters(Map<Series, Counter> drifts, Timer exposure) {}
}
