package dev.ringfence.connectivity.index;

import dev.ringfence.model.LabelBox;

/// A box of labels that policies use, once for all that use it, with the classes that are in it now.
final class Selector {
    private final LabelBox box;
    private final IdSet members = new IdSet();
    private final PolicyList policies = new PolicyList();
    private final PolicyList askers = new PolicyList();
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

    /// The policies whose subject it is.
    PolicyList policies() {
        return policies;
    }

    /// The policies whose rules ask for it.
    PolicyList askers() {
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
