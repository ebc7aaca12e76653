package dev.ringfence.web.view;

import dev.ringfence.drift.AffectedPods;
import dev.ringfence.model.Pod;
import java.util.List;

/// Some pods, such as those that a drift concerns.
///
/// @param sample a few of them as `namespace/name`
public record PodsView(int count, List<String> sample) {

    static final int SAMPLE_SIZE = AffectedPods.SAMPLE_SIZE;

    static PodsView of(int count, List<String> sample) {
        return new PodsView(count, sample.stream().limit(SAMPLE_SIZE).toList());
    }

    static PodsView of(List<Pod> pods) {
        return of(pods.size(), pods.stream().limit(SAMPLE_SIZE).map(Pod::key).toList());
    }

    public static PodsView of(AffectedPods pods) {
        return new PodsView(pods.count(), pods.sample());
    }
}
