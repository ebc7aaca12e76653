package dev.ringfence.connectivity;

import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What one reach allows and another does not; or what several such differences have in common.
///
/// @param differences the differences, all of which hold at once
/// @param pods the ports in excess at each point of the label space, names unresolved; nothing where it cannot be told exactly
/// @param addresses the ports in excess at each address
public record Excess(List<Difference> differences, Optional<Diagram<PortSet>> pods, AddressMap addresses) {
    private static final Diagram<PortSet> NOWHERE = new Diagram.Leaf<>(PortSet.NONE);

    /// One reach, and another to be taken away from it.
    private record Difference(Reach more, Reach less) {

        PortSet at(PeerClass peer, Direction direction, boolean byAddress) {
            return allowed(more, peer, direction, byAddress).minus(allowed(less, peer, direction, byAddress));
        }

        boolean touchesAddresses() {
            return !more.addresses().minus(less.addresses()).isEmpty();
        }

        private static PortSet allowed(Reach reach, PeerClass peer, Direction direction, boolean byAddress) {
            var allowed = reach.at(peer.point());
            if (byAddress) {
                for (var address : peer.addresses()) {
                    allowed = allowed.union(reach.addresses().at(address));
                }
            }
            return direction == Direction.EGRESS ? allowed.resolve(peer.ports()) : allowed;
        }
    }

    /// Ports that surely are in excess, and ports that may be.
    public record Bounds(PortSet certain, PortSet possible) {}

    /// What `more` allows and `less` does not.
    public static Excess of(Reach more, Reach less) {
        var pods = more.pods().flatMap(here -> less.pods().flatMap(there -> here.equals(there)
                ? Optional.of(NOWHERE)
                : DiagramCombination.of(here, there, PortSet::minus)));
        if (pods.isEmpty() && new HashSet<>(less.boxes()).containsAll(more.boxes())) {
            pods = Optional.of(NOWHERE);
        }
        return new Excess(List.of(new Difference(more, less)), pods,
                more.addresses().minus(less.addresses()));
    }

    /// What both have in common.
    public Excess and(Excess other) {
        var both = new ArrayList<>(differences);
        both.addAll(other.differences);
        var common = pods.flatMap(
                here -> other.pods.flatMap(there -> DiagramCombination.of(here, there, PortSet::intersect)));
        return new Excess(both, common, addresses.intersect(other.addresses));
    }

    /// Whether there is surely nothing.
    public boolean isEmpty() {
        return addresses.isEmpty() && !needsPodAddresses() && pods.map(NOWHERE::equals).orElse(false);
    }

    /// Whether pods may be in excess by their addresses: what several differences have in common can hold by a pod's labels in
    /// the one and by its address in the other, and is then neither in [#pods] nor in [#addresses].
    boolean needsPodAddresses() {
        return !addresses.isEmpty()
                || (differences.size() > 1 && differences.stream().anyMatch(Difference::touchesAddresses));
    }

    /// The ports in excess between the subject and the pods of a class that exists.
    public Bounds at(PeerClass peer, Direction direction, EnforcementProfile profile) {
        return switch (profile.ipBlockMatchesPods()) {
            case YES -> new Bounds(at(peer, direction, true), PortSet.NONE);
            case NO -> new Bounds(at(peer, direction, false), PortSet.NONE);
            case UNKNOWN -> {
                var matching = at(peer, direction, true);
                var notMatching = at(peer, direction, false);
                var certain = matching.intersect(notMatching);
                yield new Bounds(certain, matching.union(notMatching).minus(certain));
            }
        };
    }

    private PortSet at(PeerClass peer, Direction direction, boolean byAddress) {
        return differences.stream().map(difference -> difference.at(peer, direction, byAddress)).reduce(
                PortSet.ALL,
                PortSet::intersect);
    }

    /// How sure it is that `ports`, in excess for pods that do not exist yet, are not allowed to them by their address anyway.
    public Bounds atHypothetical(PortSet ports, EnforcementProfile profile) {
        if (profile.ipBlockMatchesPods() == Assumption.NO) {
            return new Bounds(ports, PortSet.NONE);
        }
        var certain = ports;
        var possible = ports;
        for (var difference : differences) {
            for (var entry : difference.less().addresses().entries()) {
                certain = certain.minus(entry.ports());
            }
            if (profile.ipBlockMatchesPods() == Assumption.YES) {
                possible = possible.minus(difference.less().addresses().everywhere());
            }
        }
        return new Bounds(certain, possible.minus(certain));
    }
}
