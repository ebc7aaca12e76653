package dev.ringfence.connectivity;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What policies allow between one pod and each class of peers in one direction.
///
/// It gives the answers of [Reach#with], for the peers that are asked for, and never works out what holds for all peers there can
/// be. So it costs little where the peers are known, and it never is too tangled for an exact answer.
///
/// @param layers what decides
/// @param choices whether pods are matched by address, for each way in which the enforcer may read the policies
/// @param matchesAddresses whether pods may be matched by their addresses
public record PeerReach(Layers layers, List<Boolean> choices, boolean matchesAddresses) {

    /// The reach of a pod.
    ///
    /// @param selecting the policies that select the pod
    /// @param declared the named ports of the pod
    public static PeerReach of(List<Policy> selecting, Direction direction, List<ContainerPort> declared,
            EnforcementProfile profile) {
        var layers = Layers.of(selecting, direction, Optional.of(declared), profile);
        var choices = Reach.choices(layers, profile);
        return new PeerReach(layers, choices, layers.speaksOf(PodAddresses.MATCHED)
                || (layers.speaksOf(PodAddresses.UP_TO_ENFORCER)
                        && profile.ipBlockMatchesPods() != Assumption.NO));
    }

    /// What is allowed with the pods of a class, as [Reach#with] has it.
    public PortBounds with(PeerClass peer) {
        var known = layers.dependsOnNames() ? layers.resolved(peer.ports()) : layers;
        var decided = known.isDecided();
        var certain = PortSet.ALL;
        var possible = PortSet.NONE;
        for (var byAddress : choices) {
            var space = new PointSpace(new PodSpace(layers.direction(), byAddress), peer.point());
            var least = Decision.of(known, space, Bound.LEAST);
            var most = decided ? least : Decision.of(known, space, Bound.MOST);
            certain = certain.intersect(ports(least.atAnyOf(peer.addresses()), peer));
            possible = possible.union(ports(most.atAnyOf(peer.addresses()), peer));
            if (peer.addresses().isEmpty()) {
                possible = possible.union(ports(most.somewhere(), peer));
            }
        }
        return new PortBounds(certain, possible);
    }

    /// What is allowed at each address outside of the cluster.
    public AddressBounds outside() {
        var space = new AddressSpace(layers.direction());
        var least = Decision.of(layers, space, Bound.LEAST);
        return new AddressBounds(least,
                layers.isDecided() ? least : Decision.of(layers, space, Bound.MOST));
    }

    private PortSet ports(Traffic traffic, PeerClass peer) {
        return (layers.direction() == Direction.EGRESS ? traffic.resolve(peer.ports()) : traffic).ports();
    }

    /// The boxes that it asks whether a peer is in; nothing else of the labels of a peer matters.
    public List<LabelBox> boxes() {
        var boxes = new LinkedHashSet<LabelBox>();
        clauses().flatMap(clause -> Stream.of(clause.sure(), clause.atMost())).map(Peers::pods)
                .forEach(boxes::addAll);
        return new ArrayList<>(boxes);
    }

    /// Whether the addresses of a peer, or its named ports, may matter.
    public boolean asksForMore() {
        return matchesAddresses || (layers.direction() == Direction.EGRESS
                && clauses().anyMatch(clause -> !clause.ports().named().isEmpty()));
    }

    private Stream<Clause> clauses() {
        var ordered = Stream.of(layers.admin(), layers.baseline()).flatMap(List::stream)
                .flatMap(List::stream).flatMap(List::stream);
        return Stream.concat(ordered, layers.middle().stream().flatMap(Middle::clauses));
    }
}
