package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.Distinctions;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.TrafficBounds;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reach of every pod of a snapshot under its policies, each computed when it is first asked for.
///
/// Pods that policies cannot hold (host network) are neither isolated nor peers by label: to the others they are the address of
/// their node, which is always let in by pods that run on it. Used by one thread.
public final class SnapshotReach implements ClusterReach {
    private final Snapshot snapshot;
    private final EnforcementProfile profile;
    private final Distinctions distinctions;
    private final Map<Subject, Reach> known = new HashMap<>();
    private final IdentityHashMap<Pod, Map<Direction, Reach>> byPod = new IdentityHashMap<>();

    /// All that decides about a subject.
    private record Subject(List<PolicyKey> policies, Direction direction, List<ContainerPort> ports) {}

    /// @param profile how the enforcer reads what the API leaves open
    public SnapshotReach(Snapshot snapshot, EnforcementProfile profile) {
        this.snapshot = snapshot;
        this.profile = profile;
        this.distinctions = Distinctions.of(snapshot.policies());
    }

    @Override
    public PortBounds with(Pod subject, Direction direction, Pod peer) {
        if (!subject.isSubjectToPolicies()) {
            return PortBounds.EVERYTHING;
        }
        var reach = reach(subject, direction);
        if (peer.isSubjectToPolicies()) {
            return reach.with(new PeerClass(snapshot.point(peer), peer.addresses(), peer.ports()));
        }
        return withNode(reach, subject, direction, peer);
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

    /// Traffic between a pod and its node is never refused; of another node, the address decides.
    private static PortBounds withNode(Reach reach, Pod subject, Direction direction, Pod node) {
        var byAddress = byAddress(reach.outside(), node);
        if (subject.node().isEmpty() || node.node().isEmpty()) {
            return direction == Direction.INGRESS
                    ? new PortBounds(byAddress.certain(), PortSet.ALL)
                    : byAddress;
        }
        return subject.node().equals(node.node()) ? PortBounds.EVERYTHING : byAddress;
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
        return reach(subject, direction).outside();
    }

    @Override
    public PeerClass classOf(Pod pod) {
        var byAddress = profile.ipBlockMatchesPods() != Assumption.NO || !pod.isSubjectToPolicies();
        return distinctions.classOf(snapshot.point(pod), byAddress ? pod.addresses() : List.of(),
                pod.ports());
    }

    private Reach reach(Pod subject, Direction direction) {
        return byPod.computeIfAbsent(subject, _ -> new EnumMap<>(Direction.class)).computeIfAbsent(direction,
                _ -> subject.isSubjectToPolicies()
                        ? computed(subject, direction)
                        : Reach.of(List.of(), direction, Optional.of(subject.ports()), profile));
    }

    private Reach computed(Pod subject, Direction direction) {
        var selecting = snapshot.selecting(subject);
        var key = new Subject(selecting.stream().map(Policy::key).toList(), direction, subject.ports());
        return known.computeIfAbsent(key,
                _ -> Reach.of(selecting, direction, Optional.of(subject.ports()), profile));
    }
}
