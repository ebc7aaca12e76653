package dev.ringfence.connectivity;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What policies allow between one pod and each class of peers in one direction.
///
/// It gives the answers of [Reach#with], for the peers that are asked for, and never works out what holds for all peers there can
/// be. So it costs little where the peers are known, and it never is too tangled for an exact answer.
///
public final class PeerReach {
    private static final PortBounds EVERYTHING = PortBounds.exactly(PortSet.ALL);

    private final Layers layers;
    /// Whether pods are matched by address, for each way in which the enforcer may read the policies.
    private final List<Boolean> choices;
    private final List<Clause> clauses;
    private final boolean asksForMore;
    private final boolean dependsOnNames;
    private final boolean isDecided;
    private final boolean isUnion;

    private PeerReach(Layers layers, EnforcementProfile profile) {
        this.layers = layers;
        this.choices = Reach.choices(layers, profile);
        this.clauses = layers.clauses().toList();
        this.dependsOnNames = layers.dependsOnNames();
        this.isDecided = layers.isDecided();
        this.isUnion = isDecided && layers.isPlain();
        this.asksForMore = layers.speaksOf(PodAddresses.MATCHED) || choices.contains(true)
                || (layers.direction() == Direction.EGRESS
                        && clauses.stream().anyMatch(clause -> !clause.ports().named().isEmpty()));
    }

    /// The reach of a pod.
    ///
    /// @param selecting the policies that select the pod
    /// @param declared the named ports of the pod
    public static PeerReach of(List<Policy> selecting, Direction direction, List<ContainerPort> declared,
            EnforcementProfile profile) {
        return new PeerReach(Layers.of(selecting, direction, Optional.of(declared), profile), profile);
    }

    /// What is allowed with the pods of a class, as [Reach#with] has it.
    public PortBounds with(PeerClass peer) {
        if (isUnion && !peer.addresses().isEmpty()) {
            return layers.middle().isEmpty() ? EVERYTHING : union(peer);
        }
        var known = dependsOnNames ? layers.resolved(peer.ports()) : layers;
        var certain = PortSet.ALL;
        var possible = PortSet.NONE;
        for (var byAddress : choices) {
            var space = new PointSpace(new PodSpace(layers.direction(), byAddress), peer.point());
            var least = Decision.of(known, space, Bound.LEAST);
            var most = isDecided ? least : Decision.of(known, space, Bound.MOST);
            certain = certain.intersect(ports(least.atAnyOf(peer.addresses()), peer));
            possible = possible.union(ports(most.atAnyOf(peer.addresses()), peer));
            if (peer.addresses().isEmpty()) {
                possible = possible.union(ports(most.somewhere(), peer));
            }
        }
        return new PortBounds(certain, possible);
    }

    /// What is allowed with an entity.
    public PortBounds with(Entity entity) {
        var space = new EntitySpace(entity, layers.direction());
        var least = Decision.of(layers, space, Bound.LEAST);
        var most = layers.isDecided() ? least : Decision.of(layers, space, Bound.MOST);
        return new PortBounds(least.ports(), most.ports());
    }

    /// Where all that is allowed is allowed by some clause, whatever the others say.
    private PortBounds union(PeerClass peer) {
        var certain = PortSet.ALL;
        var possible = PortSet.NONE;
        for (var byAddress : choices) {
            var traffic = Traffic.NONE;
            for (var clause : clauses) {
                if (means(clause.sure().pods(), peer)) {
                    traffic = traffic.union(clause.traffic());
                } else if (meansAddresses(clause.sure(), byAddress) && peer.addresses().stream()
                        .anyMatch(address -> clause.sure().addresses().contains(address))) {
                    traffic = traffic.union(layers.direction() == Direction.EGRESS
                            ? clause.traffic().withoutNames()
                            : clause.traffic());
                }
            }
            var ports = ports(traffic, peer);
            certain = certain.intersect(ports);
            possible = possible.union(ports);
        }
        return new PortBounds(certain, possible);
    }

    private static boolean means(List<LabelBox> boxes, PeerClass peer) {
        for (var box : boxes) {
            if (box.contains(peer.point())) {
                return true;
            }
        }
        return false;
    }

    private static boolean meansAddresses(Peers peers, boolean byAddress) {
        return switch (peers.podAddresses()) {
            case MATCHED -> true;
            case NOT_MATCHED -> false;
            case UP_TO_ENFORCER -> byAddress;
        };
    }

    /// What is allowed at each address outside of the cluster.
    public AddressBounds outside() {
        var space = new AddressSpace(layers.direction());
        var least = Decision.of(layers, space, Bound.LEAST);
        return new AddressBounds(least, isDecided ? least : Decision.of(layers, space, Bound.MOST));
    }

    private PortSet ports(Traffic traffic, PeerClass peer) {
        return (layers.direction() == Direction.EGRESS ? traffic.resolve(peer.ports()) : traffic).ports();
    }

    /// The boxes that it asks whether a peer is in; nothing else of the labels of a peer matters.
    public List<LabelBox> boxes() {
        var boxes = new LinkedHashSet<LabelBox>();
        for (var clause : clauses) {
            boxes.addAll(clause.sure().pods());
            boxes.addAll(clause.atMost().pods());
        }
        return new ArrayList<>(boxes);
    }

    /// Whether it cannot be told at all what is allowed.
    public boolean isDoubtful() {
        return layers.doubtful();
    }

    /// Whether the addresses of a peer, or its named ports, may matter.
    public boolean asksForMore() {
        return asksForMore;
    }
}
