package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.TrafficBounds;
import dev.ringfence.policy.Entity;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;

/// What every pod of one snapshot may send to, and accept from, every other pod and every address.
///
/// Whoever asks about a whole cluster asks here, and knows no dialect: [SnapshotReach] is what stands behind it.
public interface ClusterReach {

    /// What the pod's own policies let pass between it and another pod, names of ports resolved.
    PortBounds with(Pod subject, Direction direction, Pod peer);

    /// The same with what may be said there.
    TrafficBounds traffic(Pod subject, Direction direction, Pod peer);

    /// What the pod's own policies let pass between it and a peer that is neither a pod nor an address.
    TrafficBounds with(Pod subject, Direction direction, Entity entity);

    /// What the pod's own policies let it send to the addresses outside the cluster that have a name.
    ///
    /// @param name in lower case and with a dot at the end
    TrafficBounds to(Pod subject, String name);

    /// What the pod's own policies let pass between it and each address outside the cluster.
    AddressBounds outside(Pod subject, Direction direction);

    /// What identifies all that any policy sees of a pod: pods of equal classes are treated alike, by and as peers.
    PeerClass classOf(Pod pod);

    /// What may be said from one pod to another, on those ports where not everything may be.
    Traffic requests(Pod source, Pod destination);

    /// How the enforcer reads policies.
    EnforcementProfile profile();

    /// What passes from one pod to another: what the source may send and the destination accepts.
    default PortBounds between(Pod source, Pod destination) {
        return with(source, Direction.EGRESS, destination)
                .intersect(with(destination, Direction.INGRESS, source));
    }
}
