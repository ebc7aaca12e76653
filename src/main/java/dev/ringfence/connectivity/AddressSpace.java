package dev.ringfence.connectivity;

import dev.ringfence.policy.Direction;
import java.util.List;

/// What may be used at addresses outside of the cluster. As destinations they have no named ports.
record AddressSpace(Direction direction) implements PeerSpace<AddressMap> {

    /// What a clause says of the addresses that its peers name.
    static AddressMap of(Clause clause, Bound bound, Direction direction) {
        return AddressMap.of(clause.peers(bound).addresses(),
                direction == Direction.EGRESS ? clause.traffic().withoutNames() : clause.traffic());
    }

    @Override
    public AddressMap nothing() {
        return AddressMap.NOTHING;
    }

    @Override
    public AddressMap everything() {
        return AddressMap.WORLD;
    }

    @Override
    public AddressMap of(List<Clause> clauses, Bound bound) {
        return AddressMap.union(clauses.stream().map(clause -> of(clause, bound, direction)).toList());
    }

    @Override
    public AddressMap union(AddressMap left, AddressMap right) {
        return left.union(right);
    }

    @Override
    public AddressMap intersect(AddressMap left, AddressMap right) {
        return left.intersect(right);
    }

    @Override
    public AddressMap minus(AddressMap left, AddressMap right) {
        return left.minus(right, Bound.LEAST);
    }
}
