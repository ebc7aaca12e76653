package dev.ringfence.daemon;

import org.jspecify.annotations.Nullable;

/// A mould while pods are made of it.
final class Mould {
    private final PodMould shape;
    private int uses;
    /// The class to which the pod belongs that came last, if its own labels have no part in that: probably that of the next one.
    private @Nullable Cohort recent;

    Mould(PodMould shape) {
        this.shape = shape;
    }

    PodMould shape() {
        return shape;
    }

    void use() {
        uses++;
    }

    /// Whether a pod less leaves none.
    boolean release() {
        return --uses == 0;
    }

    @Nullable
    Cohort recent() {
        return recent;
    }

    void remember(@Nullable Cohort cohort) {
        recent = cohort;
    }
}
