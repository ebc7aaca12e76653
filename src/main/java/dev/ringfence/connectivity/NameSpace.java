package dev.ringfence.connectivity;

import dev.ringfence.model.request.Constraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import java.util.List;

/// What may be used with addresses outside of the cluster for the sake of the names by which they were found.
///
/// Which addresses a name has is not known, so what is allowed at addresses counts for none of them here; what is denied there may
/// concern each.
record NameSpace(Direction direction) implements TrafficSpace {

    @Override
    public Traffic of(List<Clause> clauses, Bound bound) {
        var spoken = Traffic.NONE;
        for (var clause : clauses) {
            var names = clause.peers(bound).names();
            if (!names.isEmpty()) {
                spoken = spoken.union(Traffic.of(clause.ports().withoutNames(),
                        clause.said().constraint().intersect(Constraint.destinations(names))));
            }
        }
        return spoken.union(denied(clauses, bound));
    }

    private Traffic denied(List<Clause> clauses, Bound bound) {
        var there = AddressMap.union(clauses.stream().filter(clause -> clause.action() == Action.DENY)
                .map(clause -> AddressSpace.of(clause, bound, direction)).toList());
        return bound == Bound.LEAST ? there.somewhere() : there.everywhere();
    }
}
