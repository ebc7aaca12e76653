package dev.ringfence.connectivity.index;

import dev.ringfence.policy.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A class of pods as policies hold it.
final class Subject {
    private static final HeldPolicy[] NONE = {};

    private HeldPolicy[] selecting = NONE;
    private @Nullable Profile ingress;
    private @Nullable Profile egress;

    /// The policies that select it, in order.
    HeldPolicy[] selecting() {
        return selecting;
    }

    void add(HeldPolicy policy) {
        var place = -Arrays.binarySearch(selecting, policy) - 1;
        var more = new HeldPolicy[selecting.length + 1];
        System.arraycopy(selecting, 0, more, 0, place);
        more[place] = policy;
        System.arraycopy(selecting, place, more, place + 1, selecting.length - place);
        selecting = more;
    }

    void remove(HeldPolicy policy) {
        selecting = Arrays.stream(selecting).filter(held -> held != policy).toArray(HeldPolicy[]::new);
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
