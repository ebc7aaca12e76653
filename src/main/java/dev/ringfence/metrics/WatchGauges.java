package dev.ringfence.metrics;

import dev.ringfence.daemon.WatchState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The series that say how well the watch of each kind of object sees. Callers must not overlap.
final class WatchGauges {
    private final MeterRegistry registry;
    private final MultiGauge age;
    private final MultiGauge synced;
    private final Map<String, Counter> restarts = new HashMap<>();

    WatchGauges(MeterRegistry registry) {
        this.registry = registry;
        age = MultiGauge.builder("ringfence.cache.age.seconds")
                .description("Time since the API server last said anything about the resource")
                .register(registry);
        synced = MultiGauge.builder("ringfence.watch.synced")
                .description("1 while the resource was listed and its changes arrive").register(registry);
    }

    void refresh(List<WatchState> watches, Instant now) {
        var ages = new ArrayList<Row<?>>();
        var current = new ArrayList<Row<?>>();
        for (var watch : watches) {
            var tags = Tags.of("resource", LabelValue.of(watch.resource()));
            ages.add(Row.of(tags, Math.max(0, Duration.between(watch.freshAt(), now).toMillis() / 1e3)));
            current.add(Row.of(tags, watch.phase().isCurrent() ? 1 : 0));
            var counter = restarts.computeIfAbsent(watch.resource(), _ -> Counter
                    .builder("ringfence.watch.restarts").tags(tags)
                    .description("How often the watch had to start anew after a failure").register(registry));
            counter.increment(Math.max(0, watch.restarts() - counter.count()));
        }
        age.register(ages, true);
        synced.register(current, true);
        forget(watches.stream().map(WatchState::resource).toList());
    }

    private void forget(List<String> resources) {
        restarts.entrySet().removeIf(entry -> {
            var gone = !resources.contains(entry.getKey());
            if (gone) {
                registry.remove(entry.getValue());
            }
            return gone;
        });
    }
}
