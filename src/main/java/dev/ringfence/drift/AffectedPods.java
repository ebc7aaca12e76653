package dev.ringfence.drift;

import java.util.List;

/// The guarded pods that a drift concerns.
///
/// @param count how many exist now
/// @param sample a few of them as `namespace/name`, sorted
public record AffectedPods(int count, List<String> sample) {
    public static final AffectedPods NONE = new AffectedPods(0, List.of());
    /// How many pods are named at most.
    public static final int SAMPLE_SIZE = 5;

    public AffectedPods {
        sample = List.copyOf(sample);
    }
}
