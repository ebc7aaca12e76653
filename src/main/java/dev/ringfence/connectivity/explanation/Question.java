package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.TrafficBounds;
import dev.ringfence.connectivity.snapshot.ClusterReach;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.model.Address;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Entity;

/// Whether one end can reach another, on some ports; at least one end is a pod.
///
/// @param ports the ports that are asked for; any one of them will do
public record Question(End source, End destination, PortSet ports) {

    /// One end of the traffic.
    public sealed interface End {

        /// A pod that is there, or is thought of.
        record OfPod(Pod pod) implements End {}

        /// An address outside of the cluster.
        record OfAddress(Address address) implements End {}

        /// All addresses outside of the cluster.
        record OfWorld() implements End {}

        /// What is neither a pod nor an address.
        record OfEntity(Entity entity) implements End {}

        /// The addresses outside of the cluster that have a name; a destination.
        ///
        /// @param name in lower case, without a dot at the end
        record OfName(String name) implements End {

            /// As policies have it: with a dot at the end.
            public String absolute() {
                return name + ".";
            }
        }
    }

    /// How far it is allowed.
    public enum Answer {
        ALLOWED, REFUSED,
        /// It depends on what is not known.
        UNDECIDED
    }

    /// The end whose policies decide in a direction.
    public End subject(Direction direction) {
        return direction == Direction.EGRESS ? source : destination;
    }

    /// The other end.
    public End peer(Direction direction) {
        return direction == Direction.EGRESS ? destination : source;
    }

    /// Whether both ends are the same pod, which no policy can keep from itself.
    public boolean isToItself() {
        return source.equals(destination);
    }

    /// What the policies of one end let through, of the ports that are asked for.
    TrafficBounds bounds(ClusterReach reach, Direction direction) {
        var asked = TrafficBounds.exactly(Traffic.of(ports));
        if (!(subject(direction) instanceof End.OfPod(var subject)) || isToItself()) {
            return asked;
        }
        var bounds = switch (peer(direction)) {
            case End.OfPod(var peer) -> reach.traffic(subject, direction, peer);
            case End.OfAddress(var address) -> reach.outside(subject, direction).traffic(address);
            case End.OfWorld() -> reach.outside(subject, direction).anywhere();
            case End.OfEntity(var entity) -> reach.with(subject, direction, entity);
            case End.OfName name -> reach.to(subject, name.absolute());
        };
        return bounds.intersect(asked);
    }

    /// What passes, of the ports that are asked for.
    TrafficBounds bounds(ClusterReach reach) {
        return bounds(reach, Direction.EGRESS).intersect(bounds(reach, Direction.INGRESS));
    }

    static Answer answer(TrafficBounds bounds) {
        if (bounds.possible().isEmpty()) {
            return Answer.REFUSED;
        }
        return bounds.certain().isEmpty() ? Answer.UNDECIDED : Answer.ALLOWED;
    }

    /// The same question about pods as they are in another snapshot.
    Question in(Snapshot snapshot) {
        return new Question(in(snapshot, source), in(snapshot, destination), ports);
    }

    private static End in(Snapshot snapshot, End end) {
        return switch (end) {
            case End.OfPod(var pod) -> snapshot.pods().stream()
                    .filter(other -> other.uid().equals(pod.uid()) && other.key().equals(pod.key()))
                    .findFirst()
                    .<End>map(End.OfPod::new).orElse(end);
            case End.OfAddress _,End.OfWorld _,End.OfEntity _,End.OfName _ -> end;
        };
    }
}
