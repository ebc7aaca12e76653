package dev.ringfence.connectivity.diagram;

import dev.ringfence.connectivity.diagram.Diagram.Branch;
import java.util.IdentityHashMap;

/// A comparison of two diagrams that looks at each pair of subdiagrams once, although many ways may lead to it.
///
/// Two diagrams that were made apart share no subdiagrams by identity; following every way through both would take time that
/// doubles with each dimension.
final class DiagramComparison {
    /// For each subdiagram of one diagram the one of the other that was found equal to it.
    private final IdentityHashMap<Diagram<?>, Diagram<?>> equal = new IdentityHashMap<>();

    private DiagramComparison() {}

    static boolean areEqual(Branch<?> left, Branch<?> right) {
        return new DiagramComparison().compare(left, right);
    }

    @SuppressWarnings("ReferenceEquality") // Identity is the short cut; equality is what is being computed.
    private boolean compare(Diagram<?> left, Diagram<?> right) {
        if (left == right) {
            return true;
        }
        if (!(left instanceof Branch<?> here) || !(right instanceof Branch<?> there)) {
            return left.equals(right);
        }
        if (here.hashCode() != there.hashCode()) {
            return false;
        }
        if (equal.get(here) == there) {
            return true;
        }
        var same = here.dimension().equals(there.dimension()) && here.arms().size() == there.arms().size();
        for (var i = 0; same && i < here.arms().size(); i++) {
            same = here.arms().get(i).when().equals(there.arms().get(i).when())
                    && compare(here.arms().get(i).then(), there.arms().get(i).then());
        }
        if (same) {
            equal.put(here, there);
        }
        return same;
    }
}
