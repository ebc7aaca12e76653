package dev.ringfence.connectivity;

import dev.ringfence.connectivity.diagram.Diagram;
import dev.ringfence.connectivity.diagram.DiagramCombination;
import dev.ringfence.connectivity.diagram.DiagramTooLargeException;
import dev.ringfence.connectivity.diagram.Diagram.Leaf;
import dev.ringfence.connectivity.diagram.Diagram.Term;
import dev.ringfence.model.LabelBox;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.PodAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/// What may be used with pods, by their labels and addresses, whether they exist or not.
///
/// Every method throws [DiagramTooLargeException] where the answer would be too tangled.
///
/// @param byAddress whether the enforcer, where it may choose, matches pods by their addresses too
record PodSpace(Direction direction, boolean byAddress) implements PeerSpace<Diagram<AddressMap>> {
    static final Diagram<AddressMap> NOTHING = new Leaf<>(AddressMap.NOTHING);
    private static final Diagram<AddressMap> EVERYTHING = new Leaf<>(AddressMap.anywhere(Traffic.ALL));

    /// What a clause says of pods, in boxes of the label space.
    List<Term<AddressMap>> terms(Clause clause, Bound bound) {
        var peers = clause.peers(bound);
        var terms = new ArrayList<Term<AddressMap>>();
        var anywhere = AddressMap.anywhere(clause.traffic());
        for (var box : peers.pods()) {
            if (!box.isEmpty() && !anywhere.isEmpty()) {
                terms.add(new Term<>(box, anywhere));
            }
        }
        if (matches(peers.podAddresses())) {
            var there = AddressSpace.of(clause, bound, direction);
            if (!there.isEmpty()) {
                terms.add(new Term<>(LabelBox.ALL, there));
            }
        }
        return terms;
    }

    private boolean matches(PodAddresses addresses) {
        return switch (addresses) {
            case MATCHED -> true;
            case NOT_MATCHED -> false;
            case UP_TO_ENFORCER -> byAddress;
        };
    }

    @Override
    public Diagram<AddressMap> nothing() {
        return NOTHING;
    }

    @Override
    public Diagram<AddressMap> everything() {
        return EVERYTHING;
    }

    @Override
    public Diagram<AddressMap> of(List<Clause> clauses, Bound bound) {
        var terms = clauses.stream().flatMap(clause -> terms(clause, bound).stream()).distinct().toList();
        return Diagram.union(terms, AddressMap.NOTHING, AddressMap::union)
                .orElseThrow(() -> new DiagramTooLargeException());
    }

    @Override
    public Diagram<AddressMap> union(Diagram<AddressMap> left, Diagram<AddressMap> right) {
        return combine(left, right, AddressMap::union);
    }

    @Override
    public Diagram<AddressMap> intersect(Diagram<AddressMap> left, Diagram<AddressMap> right) {
        return combine(left, right, AddressMap::intersect);
    }

    @Override
    public Diagram<AddressMap> minus(Diagram<AddressMap> left, Diagram<AddressMap> right) {
        return left.equals(right)
                ? NOTHING
                : combine(left, right, (here, there) -> here.minus(there, Bound.LEAST));
    }

    private static Diagram<AddressMap> combine(Diagram<AddressMap> left, Diagram<AddressMap> right,
            BinaryOperator<AddressMap> operator) {
        return DiagramCombination.of(left, right, operator)
                .orElseThrow(() -> new DiagramTooLargeException());
    }
}
