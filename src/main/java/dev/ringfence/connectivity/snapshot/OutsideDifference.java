package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.AddressMap;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.AddressMap.Entry;
import dev.ringfence.connectivity.snapshot.Party.Outside;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The part of a difference that concerns addresses outside of the cluster.
final class OutsideDifference {

    private OutsideDifference() {}

    /// A workload's connections with the outside in one direction.
    private record Side(String party, Direction direction) {}

    static List<ConnectionChange> between(ConnectionTable before, ConnectionTable after,
            Set<String> unsteady) {
        var beforeBySide = bySide(before);
        var afterBySide = bySide(after);
        var changes = new ArrayList<ConnectionChange>();
        for (var direction : Direction.values()) {
            var parties = new TreeSet<String>();
            List.of(beforeBySide, afterBySide).forEach(sides -> sides.keySet().stream()
                    .filter(side -> side.direction() == direction).map(Side::party).forEach(parties::add));
            for (var party : parties) {
                var side = new Side(party, direction);
                var then = beforeBySide.getOrDefault(side, AddressBounds.NOTHING);
                var now = afterBySide.getOrDefault(side, AddressBounds.NOTHING);
                changes.addAll(changes(side, then, now, unsteady.contains(party)));
            }
        }
        return changes;
    }

    private static List<ConnectionChange> changes(Side side, AddressBounds before, AddressBounds after,
            boolean partyChanged) {
        var changes = new ArrayList<ConnectionChange>();
        for (var range : AddressPartition
                .of(List.of(before.certain(), before.possible(), after.certain(), after.possible()))) {
            var then = before.at(range.first());
            var now = after.at(range.first());
            if (!then.equals(now)) {
                changes.add(side.direction() == Direction.INGRESS
                        ? new ConnectionChange(range.toString(), side.party(), then, now, partyChanged)
                        : new ConnectionChange(side.party(), range.toString(), then, now, partyChanged));
            }
        }
        return changes;
    }

    private static Map<Side, AddressBounds> bySide(ConnectionTable table) {
        var certain = new HashMap<Side, List<Entry>>();
        var possible = new HashMap<Side, List<Entry>>();
        for (var connection : table.connections()) {
            switch (connection.source()) {
                case Outside(var range) -> {
                    var side = new Side(connection.destination().name(), Direction.INGRESS);
                    add(certain, side, new Entry(range, Traffic.of(connection.ports().certain())));
                    add(possible, side, new Entry(range, Traffic.of(connection.ports().possible())));
                }
                case Party.Pods source -> {
                    if (connection.destination() instanceof Outside(var range)) {
                        var side = new Side(source.name(), Direction.EGRESS);
                        add(certain, side, new Entry(range, Traffic.of(connection.ports().certain())));
                        add(possible, side, new Entry(range, Traffic.of(connection.ports().possible())));
                    }
                }
            }
        }
        var bySide = new HashMap<Side, AddressBounds>();
        possible.forEach((side, entries) -> bySide.put(side,
                new AddressBounds(new AddressMap(certain.getOrDefault(side, List.of()), Traffic.NONE),
                        new AddressMap(entries, Traffic.NONE))));
        return bySide;
    }

    private static void add(Map<Side, List<Entry>> entries, Side side, Entry entry) {
        if (!entry.traffic().isEmpty()) {
            entries.computeIfAbsent(side, _ -> new ArrayList<>()).add(entry);
        }
    }
}
