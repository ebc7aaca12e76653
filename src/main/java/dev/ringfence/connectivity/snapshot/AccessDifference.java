package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flow.Peer;
import dev.ringfence.connectivity.Flows;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.snapshot.ConnectivityDifference.Side;
import dev.ringfence.connectivity.snapshot.Party.Pods;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares what the policies of each party say beyond ports and addresses.
final class AccessDifference {
    private final Side before;
    private final Side after;
    private final PodDirectory directory;

    private AccessDifference(Side before, Side after) {
        this.before = before;
        this.after = after;
        this.directory = new SnapshotDirectory(after.snapshot());
    }

    /// What differs for the parties that are in both tables; nothing where the enforcer looks at ports and addresses only.
    static List<AccessChange> between(Side before, ConnectionTable beforeTable, Side after,
            ConnectionTable afterTable) {
        if (before.reach().profile().cilium().isEmpty() || after.reach().profile().cilium().isEmpty()) {
            return List.of();
        }
        var difference = new AccessDifference(before, after);
        var known = new HashMap<String, Pods>();
        beforeTable.parties().forEach(party -> known.put(party.name(), party));
        var changes = new ArrayList<AccessChange>();
        for (var party : afterTable.parties()) {
            var then = known.get(party.name());
            if (then != null && then.sample().isSubjectToPolicies() && party.sample().isSubjectToPolicies()) {
                for (var direction : Direction.values()) {
                    difference.compare(then, party, direction, changes);
                }
            }
        }
        return changes;
    }

    private void compare(Pods then, Pods now, Direction direction, List<AccessChange> changes) {
        var old = reach(before, then, direction);
        var young = reach(after, now, direction);
        add(now, direction, Excess.of(young, old), /* loosened= */ true, changes);
        add(now, direction, Excess.of(old, young), /* loosened= */ false, changes);
    }

    private static Reach reach(Side side, Pods party, Direction direction) {
        var pod = party.sample();
        return Reach.of(side.snapshot().selecting(pod), direction, Optional.of(pod.ports()),
                side.reach().profile());
    }

    private void add(Pods party, Direction direction, Excess excess, boolean loosened,
            List<AccessChange> changes) {
        // Pods of one workload differ in their addresses, and seldom in more.
        Flows.each(excess, directory).stream().flatMap(flow -> change(party, direction, flow, loosened))
                .distinct().forEach(changes::add);
    }

    /// Ports at pods and addresses are compared as connections, which is where both ends count.
    private Stream<AccessChange> change(Pods party, Direction direction, Flow flow, boolean loosened) {
        return switch (flow.peer()) {
            case Peer.Hypothetical _ -> Stream.empty();
            case Peer.Existing(var pods) -> directory.members(pods).stream()
                    .map(pod -> named(party, direction, Pods.name(pod.workload()), flow,
                            flow.traffic().withoutOpen(), loosened))
                    .filter(change -> !change.traffic().isEmpty());
            case Peer.Outside(var range) -> Stream
                    .of(named(party, direction, range.toString(), flow, flow.traffic().withoutOpen(),
                            loosened))
                    .filter(change -> !change.traffic().isEmpty());
            case Peer.Special(var entity) -> Stream
                    .of(named(party, direction, "entity " + entity.text(), flow, flow.traffic(), loosened));
            case Peer.Named(var name) ->
                Stream.of(named(party, direction, name, flow, flow.traffic(), loosened));
        };
    }

    private static AccessChange named(Pods party, Direction direction, String peer, Flow flow,
            Traffic traffic, boolean loosened) {
        return new AccessChange(party.name(), direction, peer, traffic, loosened, flow.certain());
    }
}
