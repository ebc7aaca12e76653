package dev.ringfence.connectivity;

import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.model.AddressSet;
import java.util.List;
import java.util.Set;

/// What may be used with one peer that is neither a pod nor an address. It has no named ports.
record EntitySpace(Entity entity, Direction direction) implements PeerSpace<PortSet> {

    /// A step that allows everything to some entities.
    static Step all(Set<Entity> entities) {
        var peers = new Peers(List.of(), AddressSet.NONE, PodAddresses.NOT_MATCHED, entities);
        return new Step(Action.ALLOW, peers, peers, PortSet.ALL);
    }

    @Override
    public PortSet nothing() {
        return PortSet.NONE;
    }

    @Override
    public PortSet everything() {
        return PortSet.ALL;
    }

    @Override
    public PortSet of(List<Step> steps, Bound bound) {
        var spoken = steps.stream().filter(step -> step.peers(bound).entities().contains(entity))
                .map(Step::ports)
                .reduce(PortSet.NONE, PortSet::union);
        return direction == Direction.EGRESS ? spoken.withoutNames() : spoken;
    }

    @Override
    public PortSet union(PortSet left, PortSet right) {
        return left.union(right);
    }

    @Override
    public PortSet intersect(PortSet left, PortSet right) {
        return left.intersect(right);
    }

    @Override
    public PortSet minus(PortSet left, PortSet right) {
        return left.minus(right);
    }
}
