package dev.ringfence.connectivity.index;

import dev.ringfence.model.LabelBox;
import org.jspecify.annotations.Nullable;

/// A box of labels that policies use, once for all that use it, with the classes that are in it now.
final class Selector implements Comparable<Selector> {
    private final int number;
    private final LabelBox box;
    private final IdSet members = new IdSet();
    private final PolicyList policies = new PolicyList();
    private final PolicyList askers = new PolicyList();
    private int uses;
    private int usesEverywhere;

    /// @param number given to no other selector
    Selector(int number, LabelBox box) {
        this.number = number;
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

    /// Adds a policy whose rules ask for it, the newest of all.
    void addAsker(HeldPolicy policy) {
        askers.append(policy);
        usesEverywhere += policy.isAboutEveryPod() ? 1 : 0;
    }

    void removeAsker(HeldPolicy policy) {
        askers.remove(policy);
        usesEverywhere -= policy.isAboutEveryPod() ? 1 : 0;
    }

    /// Whether some policy about every pod asks for it.
    boolean isAskedForEverywhere() {
        return usesEverywhere > 0;
    }

    void use() {
        uses++;
    }

    /// Whether one use less leaves none.
    boolean release() {
        return --uses == 0;
    }

    /// By age.
    @Override
    public int compareTo(Selector other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
