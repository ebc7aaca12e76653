package dev.ringfence.connectivity;

import dev.ringfence.policy.Direction;
import java.util.List;

/// What may be used at addresses outside of the cluster. As destinations they have no named ports.
record AddressSpace(Direction direction) implements AddressedSpace {

    /// What a clause says of the addresses that its peers name.
    static AddressMap of(Clause clause, Bound bound, Direction direction) {
        return AddressMap.of(clause.peers(bound).addresses(),
                direction == Direction.EGRESS ? clause.traffic().withoutNames() : clause.traffic());
    }

    @Override
    public AddressMap everything() {
        return AddressMap.WORLD;
    }

    @Override
    public AddressMap of(List<Clause> clauses, Bound bound) {
        return AddressMap.union(clauses.stream().map(clause -> of(clause, bound, direction)).toList());
    }
}
