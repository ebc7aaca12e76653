package dev.ringfence.web.view;

import dev.ringfence.drift.AffectedPods;
import java.util.List;

/// The guarded pods that a drift concerns.
///
/// @param sample a few of them as `namespace/name`
public record PodsView(int count, List<String> sample) {

    public static PodsView of(AffectedPods pods) {
        return new PodsView(pods.count(), pods.sample());
    }
}
