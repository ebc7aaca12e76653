package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.AddressMap;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PeerReach;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.TrafficBounds;
import dev.ringfence.connectivity.index.ClusterConnectivity;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reach of every pod of a snapshot under its policies.
///
/// Pods that policies cannot hold (host network) are neither isolated nor peers by label: to the others they are the address of
/// their node, which is always let in by pods that run on it. Of a pod that is perhaps not managed, more may be possible. Used by
/// one thread.
public final class SnapshotReach implements ClusterReach {
    private final Snapshot snapshot;
    private final EnforcementProfile profile;
    private final Projection projection;
    private final ClusterConnectivity connectivity;
    private final IdentityHashMap<Pod, PeerClass> classes = new IdentityHashMap<>();
    private final boolean looksIntoRequests;
    private final IdentityHashMap<Pod, Boolean> looks = new IdentityHashMap<>();
    private final Map<Subject, Reach> reaches = new HashMap<>();

    /// A class whose reach is looked into, beyond its ports.
    private record Subject(PeerClass subject, Direction direction) {}

    /// @param profile how the enforcer reads what the API leaves open
    public SnapshotReach(Snapshot snapshot, EnforcementProfile profile) {
        this.snapshot = snapshot;
        this.profile = profile;
        this.projection = Projection.of(snapshot.policies());
        this.looksIntoRequests = snapshot.policies().stream().anyMatch(SnapshotReach::looksIntoRequests);
        this.connectivity = new ClusterConnectivity(profile);
        var policies = new LinkedHashMap<PolicyKey, List<Policy>>();
        snapshot.policies().forEach(
                policy -> policies.computeIfAbsent(policy.key(), _ -> new ArrayList<>()).add(policy));
        policies.forEach(connectivity::put);
        snapshot.pods().stream().filter(Pod::isSubjectToPolicies).map(this::seen)
                .filter(peers -> !connectivity.contains(peers)).forEach(connectivity::add);
        connectivity.settle();
    }

    @Override
    public PortBounds with(Pod subject, Direction direction, Pod peer) {
        if (!subject.isSubjectToPolicies()) {
            return PortBounds.EVERYTHING;
        }
        var enforced = peer.isSubjectToPolicies()
                ? connectivity.with(known(subject), direction, known(peer))
                : withNode(subject, direction, peer);
        return subject.is(Pod.Trait.UNMANAGED) ? enforced.either(PortBounds.EVERYTHING) : enforced;
    }

    /// The class of a pod, which is added if it is none of the snapshot's.
    private PeerClass known(Pod pod) {
        var peers = seen(pod);
        if (!connectivity.contains(peers)) {
            connectivity.add(peers);
            connectivity.settle();
        }
        return peers;
    }

    private PeerClass seen(Pod pod) {
        return classes.computeIfAbsent(pod,
                _ -> projection.classOf(snapshot.point(pod), pod.addresses(), pod.ports()));
    }

    @Override
    public TrafficBounds traffic(Pod subject, Direction direction, Pod peer) {
        if (!subject.isSubjectToPolicies() || !peer.isSubjectToPolicies()) {
            return TrafficBounds.of(with(subject, direction, peer));
        }
        return reach(subject, direction)
                .traffic(new PeerClass(snapshot.point(peer), peer.addresses(), peer.ports()));
    }

    @Override
    public TrafficBounds with(Pod subject, Direction direction, Entity entity) {
        return subject.isSubjectToPolicies()
                ? reach(subject, direction).with(entity)
                : TrafficBounds.EVERYTHING;
    }

    @Override
    public TrafficBounds to(Pod subject, String name) {
        return subject.isSubjectToPolicies()
                ? reach(subject, Direction.EGRESS).with(name)
                : TrafficBounds.EVERYTHING;
    }

    private PortBounds withNode(Pod subject, Direction direction, Pod node) {
        var placed = !subject.node().isEmpty() && !node.node().isEmpty();
        var own = placed && subject.node().equals(node.node());
        if (profile.cilium().isPresent()) {
            // Cilium knows nodes by what they are to the pod, and lets the pod's own one in only (allow-localhost).
            var reach = PeerReach.of(snapshot.selecting(subject), direction, subject.ports(), profile);
            return own
                    ? reach.with(Entity.HOST)
                    : placed
                            ? reach.with(Entity.REMOTE_NODE)
                            : reach.with(Entity.HOST).either(reach.with(Entity.REMOTE_NODE));
        }
        if (own) {
            // Traffic between a pod and its node is never refused; of another node, the address decides.
            return PortBounds.EVERYTHING;
        }
        var byAddress = byAddress(enforcedOutside(subject, direction), node);
        return placed || direction == Direction.EGRESS
                ? byAddress
                : new PortBounds(byAddress.certain(), PortSet.ALL);
    }

    /// What the addresses of a pod give; where it has none yet, what any address might give.
    private static PortBounds byAddress(AddressBounds outside, Pod pod) {
        if (pod.addresses().isEmpty()) {
            return new PortBounds(outside.certain().everywhere().ports(),
                    outside.possible().somewhere().ports());
        }
        return new PortBounds(outside.certain().atAnyOf(pod.addresses()).ports(),
                outside.possible().atAnyOf(pod.addresses()).ports());
    }

    @Override
    public AddressBounds outside(Pod subject, Direction direction) {
        var enforced = enforcedOutside(subject, direction);
        return subject.is(Pod.Trait.UNMANAGED)
                ? new AddressBounds(enforced.certain(), AddressMap.WORLD)
                : enforced;
    }

    private AddressBounds enforcedOutside(Pod subject, Direction direction) {
        return subject.isSubjectToPolicies()
                ? connectivity.outside(known(subject), direction)
                : PeerReach.of(List.of(), direction, subject.ports(), profile).outside();
    }

    @Override
    public PeerClass classOf(Pod pod) {
        var byAddress = profile.ipBlockMatchesPods() != Assumption.NO || !pod.isSubjectToPolicies();
        return projection.classOf(snapshot.point(pod), byAddress ? pod.addresses() : List.of(), pod.ports());
    }

    @Override
    public Traffic requests(Pod source, Pod destination) {
        if (!looks(source) && !looks(destination)) {
            return Traffic.NONE;
        }
        return said(source, Direction.EGRESS, destination)
                .intersect(said(destination, Direction.INGRESS, source)).withoutOpen();
    }

    private Traffic said(Pod subject, Direction direction, Pod peer) {
        return looks(subject)
                ? traffic(subject, direction, peer).certain()
                : Traffic.of(with(subject, direction, peer).certain());
    }

    private Reach reach(Pod subject, Direction direction) {
        return reaches.computeIfAbsent(new Subject(seen(subject), direction),
                _ -> Reach.of(snapshot.selecting(subject), direction, Optional.of(subject.ports()), profile));
    }

    /// Whether some policy of the pod looks into requests.
    private boolean looks(Pod pod) {
        return looksIntoRequests && looks.computeIfAbsent(pod,
                _ -> snapshot.selecting(pod).stream().anyMatch(SnapshotReach::looksIntoRequests));
    }

    private static boolean looksIntoRequests(Policy policy) {
        return policy.rules().stream().anyMatch(rule -> !rule.said().equals(PortConstraint.PLAIN));
    }

    @Override
    public EnforcementProfile profile() {
        return profile;
    }
}
