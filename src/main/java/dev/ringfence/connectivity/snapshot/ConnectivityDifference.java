package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.snapshot.Party.Pods;
import dev.ringfence.model.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The difference in effect between two states of a cluster, however differently they are written.
///
/// @param changes in order of source and destination; addresses are cut into ranges that change alike
/// @param further what differs beyond ports and addresses, in order of party
/// @param partiesAdded the workloads that exist only afterwards
/// @param partiesRemoved the workloads that existed only before
public record ConnectivityDifference(List<ConnectionChange> changes, List<AccessChange> further,
        Set<String> partiesAdded, Set<String> partiesRemoved) {

    public ConnectivityDifference {
        changes = List.copyOf(changes);
        further = List.copyOf(further);
        partiesAdded = new TreeSet<>(partiesAdded);
        partiesRemoved = new TreeSet<>(partiesRemoved);
    }

    /// Whether both states allow the same.
    public boolean isEmpty() {
        return changes.isEmpty() && further.isEmpty();
    }

    /// One state of a cluster.
    public record Side(Snapshot snapshot, ClusterReach reach) {

        private ConnectionTable table(Set<Workload> divided) {
            return ConnectionTable.of(snapshot, reach, divided);
        }
    }

    /// What differs between two states.
    public static ConnectivityDifference between(Side before, Side after) {
        var beforeTable = before.table(Set.of());
        var afterTable = after.table(Set.of());
        var divided = new TreeSet<>(beforeTable.divided());
        divided.addAll(afterTable.divided());
        if (!divided.isEmpty()) {
            // A workload whose pods differ on one side is compared pod by pod on both.
            beforeTable = before.table(divided);
            afterTable = after.table(divided);
        }
        return between(beforeTable, afterTable,
                AccessDifference.between(before, beforeTable, after, afterTable));
    }

    private static ConnectivityDifference between(ConnectionTable before, ConnectionTable after,
            List<AccessChange> further) {
        var namesBefore = names(before);
        var namesAfter = names(after);
        var added = without(namesAfter, namesBefore);
        var removed = without(namesBefore, namesAfter);
        var unsteady = new TreeSet<>(added);
        unsteady.addAll(removed);
        var changes = new ArrayList<ConnectionChange>();
        changes.addAll(betweenPods(before, after, unsteady));
        changes.addAll(OutsideDifference.between(before, after, unsteady));
        changes.sort(Comparator.comparing(ConnectionChange::source)
                .thenComparing(ConnectionChange::destination));
        return new ConnectivityDifference(changes, further, added, removed);
    }

    private static Set<String> names(ConnectionTable table) {
        return table.parties().stream().map(Pods::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Collection<String> names, Collection<String> others) {
        var left = new TreeSet<>(names);
        left.removeAll(others);
        return left;
    }

    private record Pair(String source, String destination) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            var bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : destination.compareTo(other.destination);
        }
    }

    private static List<ConnectionChange> betweenPods(ConnectionTable before, ConnectionTable after,
            Set<String> unsteady) {
        var beforeByPair = byPair(before);
        var afterByPair = byPair(after);
        var pairs = new TreeSet<>(beforeByPair.keySet());
        pairs.addAll(afterByPair.keySet());
        var changes = new ArrayList<ConnectionChange>();
        for (var pair : pairs) {
            var then = beforeByPair.getOrDefault(pair, PortBounds.NOTHING);
            var now = afterByPair.getOrDefault(pair, PortBounds.NOTHING);
            if (!then.equals(now)) {
                changes.add(new ConnectionChange(pair.source(), pair.destination(), then, now,
                        unsteady.contains(pair.source()) || unsteady.contains(pair.destination())));
            }
        }
        return changes;
    }

    private static SortedMap<Pair, PortBounds> byPair(ConnectionTable table) {
        Map<Pair, PortBounds> byPair = new HashMap<>();
        for (var connection : table.connections()) {
            if (connection.source() instanceof Pods && connection.destination() instanceof Pods) {
                byPair.put(new Pair(connection.source().name(), connection.destination().name()),
                        connection.ports());
            }
        }
        return new TreeMap<>(byPair);
    }
}
