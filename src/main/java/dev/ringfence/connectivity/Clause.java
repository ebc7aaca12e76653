package dev.ringfence.connectivity;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a rule says, for one pod: as a rule, but with the pod's own named ports looked up, and without its place.
///
/// @param sure whom it surely means
/// @param atMost whom it means at most
/// @param ports names in it are those of the peer
/// @param said what may be said there
record Clause(Action action, Peers sure, Peers atMost, PortSet ports, PortConstraint said) {

    /// The clause of a rule.
    ///
    /// Named ports are looked up on the destination: for ingress that is the pod itself, for egress each peer.
    ///
    /// @param declared the named ports of the pod; nothing for a pod that does not exist, whose names stay names
    static Clause of(Rule rule, Optional<List<ContainerPort>> declared) {
        var ports = rule.direction() == Direction.INGRESS
                ? declared.map(rule.ports()::resolve).orElse(rule.ports())
                : rule.ports();
        return new Clause(rule.action(), rule.peers(), rule.atMost(), ports, rule.said());
    }

    /// The same clause about a peer that declares these ports: names are looked up on pods that it means by their labels, and never on
    /// those that it means by their addresses.
    Stream<Clause> resolved(List<ContainerPort> declaredByPeer) {
        return ports.named().isEmpty()
                ? Stream.of(this)
                : Stream.of(about(Clause::byLabels, ports.resolve(declaredByPeer)),
                        about(Clause::byAddresses, ports.withoutNames()));
    }

    private Clause about(UnaryOperator<Peers> part, PortSet some) {
        return new Clause(action, part.apply(sure), part.apply(atMost), some, said);
    }

    private static Peers byLabels(Peers peers) {
        return new Peers(peers.pods(), AddressSet.NONE, PodAddresses.NOT_MATCHED, peers.entities());
    }

    private static Peers byAddresses(Peers peers) {
        return new Peers(List.of(), peers.addresses(), peers.podAddresses(), Set.of(), peers.names());
    }

    /// The same clause for other requests.
    Clause saying(PortConstraint other) {
        return new Clause(action, sure, atMost, ports, other);
    }

    /// What the clause speaks of.
    Traffic traffic() {
        return Traffic.of(ports, said.constraint());
    }

    /// Whom the clause means, so that no more, or no less, is allowed than is.
    Peers peers(Bound bound) {
        return switch (action) {
            case ALLOW -> bound == Bound.LEAST ? sure : atMost;
            case DENY -> bound == Bound.LEAST ? atMost : sure;
            case PASS -> sure;
        };
    }

    /// What becomes of traffic that a clause may or may not pass on: the next tier may allow it or deny it.
    Optional<Clause> doubt(Bound bound) {
        return action == Action.PASS && !sure.equals(atMost)
                ? Optional.of(
                        new Clause(bound == Bound.LEAST ? Action.DENY : Action.ALLOW, atMost, atMost, ports,
                                said))
                : Optional.empty();
    }
}
