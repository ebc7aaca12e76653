package dev.ringfence.bench.history;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.connectivity.index.ClusterDifference;
import dev.ringfence.connectivity.index.PeerDifference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds what an index says after each step of a random history against other ways to find out.
public final class HistoryCheck {
    private final RandomHistory history;
    private Map<Cell, PortBounds> last;
    private long told;

    public HistoryCheck(RandomHistory history) {
        this.history = history;
        this.last = RandomHistory.cells(history.index(), history.classes());
    }

    /// How many cells brute force could tell so far.
    public long told() {
        return told;
    }

    /// What of the step before is not in its difference, or in it although nothing has changed.
    public Optional<String> differenceIsExact(ClusterDifference difference) {
        var before = last;
        var now = RandomHistory.cells(history.index(), history.classes());
        last = now;
        if (!classes(now).equals(after(classes(before), difference))) {
            return Optional.of("classes: expected " + classes(now) + ", found by " + difference);
        }
        // A class that goes and comes back in one step is a new one.
        var appeared = Set.copyOf(difference.appeared());
        for (var cell : now.keySet()) {
            var was = before.get(cell);
            if (was == null || appeared.contains(cell.subject()) || appeared.contains(cell.peer())) {
                continue;
            }
            var is = now.get(cell);
            var changes = changes(difference, cell);
            var expected = was.equals(is)
                    ? List.of()
                    : List.of(was, Optional.ofNullable(is).orElseThrow());
            if (!changes.equals(expected)) {
                return Optional.of(cell + ": expected " + expected + ", found " + changes);
            }
        }
        return Optional.empty();
    }

    private static Set<PeerClass> classes(Map<Cell, PortBounds> cells) {
        var classes = new HashSet<PeerClass>();
        cells.keySet().forEach(cell -> classes.add(cell.subject()));
        return classes;
    }

    private static Set<PeerClass> after(Set<PeerClass> before, ClusterDifference difference) {
        var after = new HashSet<>(before);
        difference.vanished().forEach(after::remove);
        after.addAll(difference.appeared());
        return after;
    }

    private static List<PortBounds> changes(ClusterDifference difference, Cell cell) {
        var changes = new ArrayList<PortBounds>();
        difference.rows().stream().filter(row -> row.direction() == cell.direction()
                && row.subjects().contains(cell.subject())).flatMap(row -> row.peers().stream())
                .filter(change -> change.peers().contains(cell.peer()))
                .forEach((PeerDifference change) -> changes
                        .addAll(List.of(change.before(), change.after())));
        return changes;
    }

    /// Where an index that is made from what there is now says something else.
    public Optional<String> equalsRebuilt() {
        var classes = history.classes();
        var found = RandomHistory.cells(history.index(), classes);
        var expected = RandomHistory.cells(history.rebuilt(), classes);
        return found.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(expected.get(entry.getKey()))).findFirst()
                .map(entry -> entry.getKey() + ": expected " + expected.get(entry.getKey()) + ", found "
                        + entry.getValue());
    }

    /// Where going through the rules flow by flow decides otherwise.
    public Optional<String> equalsBruteForce() {
        var oracle = new BruteForce(history.policies());
        for (var entry : RandomHistory.cells(history.index(), history.classes()).entrySet()) {
            if (oracle.canTell(entry.getKey())) {
                told++;
                var found = oracle.disagreement(entry.getKey(), entry.getValue());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /// Where the reach, which knows of all peers there can be, says something else.
    public Optional<String> equalsReach() {
        var reaches = new HashMap<Object, Reach>();
        for (var entry : RandomHistory.cells(history.index(), history.classes()).entrySet()) {
            var cell = entry.getKey();
            var reach = reaches.computeIfAbsent(List.of(cell.direction(), cell.subject()),
                    _ -> Reach.of(history.policies().stream()
                            .filter(policy -> policy.subject().contains(cell.subject().point())).toList(),
                            cell.direction(), Optional.of(cell.subject().ports()),
                            history.enforcer()));
            var expected = reach.with(cell.peer());
            if (!expected.equals(entry.getValue())) {
                return Optional.of(cell + ": expected " + expected + ", found " + entry.getValue());
            }
        }
        return Optional.empty();
    }
}
