package dev.ringfence.connectivity.index;

import dev.ringfence.policy.Direction;
import org.jspecify.annotations.Nullable;

/// A class of pods as policies hold it.
final class Subject {
    private final PolicyList selecting = new PolicyList();
    private @Nullable Profile ingress;
    private @Nullable Profile egress;

    /// The policies that select it.
    PolicyList selecting() {
        return selecting;
    }

    /// The profile that holds it; none before it was given one.
    @Nullable
    Profile profile(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    void assign(Direction direction, Profile profile) {
        if (direction == Direction.INGRESS) {
            ingress = profile;
        } else {
            egress = profile;
        }
    }
}
