package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A change that turns an answer round; it has been tried out.
///
/// @param steps what is to be done, all of it
public record Remedy(List<Step> steps) {

    public Remedy {
        steps = List.copyOf(steps);
    }

    static Remedy of(Step step) {
        return new Remedy(List.of(step));
    }

    /// The change as one sentence.
    public String text() {
        return steps.stream().map(Step::text).collect(Collectors.joining(", and "));
    }

    /// Both changes; a step that both have is done once.
    Remedy and(Remedy other) {
        return new Remedy(Stream.concat(steps.stream(), other.steps.stream()).distinct().toList());
    }

    Snapshot applyTo(Snapshot snapshot) {
        var changed = snapshot;
        for (var step : steps) {
            changed = step.applyTo(changed);
        }
        return changed;
    }

    /// How much is changed: fewer steps first, then smaller ones.
    int size() {
        return steps.stream().mapToInt(step -> 10 + step.weight()).sum();
    }
}
