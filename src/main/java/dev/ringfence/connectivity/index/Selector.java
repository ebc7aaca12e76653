package dev.ringfence.connectivity.index;

import dev.ringfence.model.LabelBox;
import java.util.ArrayList;
import java.util.List;

/// A box of labels that policies use, once for all that use it, with the classes that are in it now.
final class Selector {
    private final LabelBox box;
    private final IdSet members = new IdSet();
    /// The policies whose subject it is.
    private final List<HeldPolicy> policies = new ArrayList<>(0);
    /// The profiles whose rows ask for it.
    private final List<Profile> askers = new ArrayList<>(0);
    private int uses;

    Selector(LabelBox box) {
        this.box = box;
    }

    LabelBox box() {
        return box;
    }

    IdSet members() {
        return members;
    }

    List<HeldPolicy> policies() {
        return policies;
    }

    List<Profile> askers() {
        return askers;
    }

    void use() {
        uses++;
    }

    /// Whether one use less leaves none.
    boolean release() {
        return --uses == 0;
    }
}
