package dev.ringfence.connectivity;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import java.util.List;
import java.util.Set;

/// What may be used with one peer that is neither a pod nor an address. It has no named ports.
record EntitySpace(Entity entity, Direction direction) implements TrafficSpace {

    /// A clause that allows everything to some entities.
    static Clause all(Set<Entity> entities) {
        var peers = Peers.entities(entities);
        return new Clause(Action.ALLOW, peers, peers, PortSet.ALL, PortConstraint.PLAIN);
    }

    @Override
    public Traffic of(List<Clause> clauses, Bound bound) {
        var spoken = clauses.stream().filter(clause -> clause.peers(bound).entities().contains(entity))
                .map(Clause::traffic)
                .reduce(Traffic.NONE, Traffic::union);
        return direction == Direction.EGRESS ? spoken.withoutNames() : spoken;
    }
}
