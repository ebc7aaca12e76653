package dev.ringfence.connectivity.index;

import static dev.ringfence.connectivity.index.ExampleSearch.isSet;

import dev.ringfence.connectivity.index.PeerGroup.Described;
import dev.ringfence.connectivity.index.PeerGroup.One;
import dev.ringfence.connectivity.index.Row.Beyond;
import dev.ringfence.model.LabelBox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares two rows: class by class where a selector holds few, and all at once those that are told apart by wide selectors alone.
final class RowComparison {
    /// A selector with more members than this is wide.
    private static final int FEW = 48;
    /// Every wide selector doubles the cases; with more of them than this, only the widest count as wide.
    private static final int MOST_WIDE = 5;

    private final Classes classes;
    private final Cells cells;
    private final Verdicts verdicts;
    private final @Nullable Row before;
    private final Row after;
    private final Beyond beyond;
    private final List<Selector> narrow = new ArrayList<>();
    private final List<Selector> wide = new ArrayList<>();
    private final List<PeerDifference> found = new ArrayList<>();

    private RowComparison(Classes classes, Cells cells, Verdicts verdicts, @Nullable Row before, Row after) {
        this.classes = classes;
        this.cells = cells;
        this.verdicts = verdicts;
        this.before = before;
        this.after = after;
        this.beyond = before == null || before.beyond().compareTo(after.beyond()) < 0
                ? after.beyond()
                : before.beyond();
        var asked = new ArrayList<Selector>();
        after.addSelectors(asked);
        if (before != null) {
            before.addSelectors(asked);
        }
        for (var selector : asked.size() > FEW ? new LinkedHashSet<>(asked) : asked) {
            var alike = selector.members().size() > FEW ? wide : narrow;
            if (!alike.contains(selector)) {
                alike.add(selector);
            }
        }
        wide.sort((left, right) -> right.members().size() - left.members().size());
        if (wide.size() > MOST_WIDE) {
            narrow.addAll(wide.subList(MOST_WIDE, wide.size()));
            wide.subList(MOST_WIDE, wide.size()).clear();
        }
    }

    /// Where two rows differ, for the classes that there are now.
    ///
    /// @param cells of the classes as they are now
    /// @param before absent to compare with nothing at all
    static List<PeerDifference> of(Classes classes, Cells cells, Verdicts verdicts, @Nullable Row before,
            Row after) {
        var comparison = new RowComparison(classes, cells, verdicts, before, after);
        comparison.compareMembers();
        comparison.compareOthers();
        return comparison.found;
    }

    private void compareMembers() {
        for (var i = 0; i < narrow.size(); i++) {
            var members = narrow.get(i).members();
            for (var j = 0; j < members.size(); j++) {
                var id = members.get(j);
                if (!isInAny(narrow, i, id) && differs(id)) {
                    note(id, new One(classes.get(id)));
                }
            }
        }
    }

    /// Whether a class is in one of the first `count` selectors.
    private static boolean isInAny(List<Selector> selectors, int count, int id) {
        for (var i = 0; i < count; i++) {
            if (selectors.get(i).members().contains(id)) {
                return true;
            }
        }
        return false;
    }

    private boolean differs(int id) {
        return before(id) != after.verdict(id);
    }

    private int before(int id) {
        return before == null ? Verdicts.NOTHING : before.verdict(id);
    }

    private void note(int id, PeerGroup group) {
        found.add(new PeerDifference(group, verdicts.get(before(id)), verdicts.get(after.verdict(id))));
    }

    private void compareOthers() {
        var search = new ExampleSearch(classes, cells, narrow, wide, beyond);
        var likenesses = beyond == Beyond.NOTHING ? 1 : classes.likeness(beyond).alike().size();
        for (var mask = 0; mask < 1 << wide.size(); mask++) {
            if (!canMeet(mask)) {
                continue;
            }
            for (var likeness = 0; likeness < likenesses; likeness++) {
                var example = search.first(mask, likeness);
                if (example >= 0 && differs(example)) {
                    note(example, described(example, mask));
                }
            }
        }
    }

    private Described described(int example, int mask) {
        var inside = new ArrayList<LabelBox>();
        var outside = new ArrayList<LabelBox>();
        narrow.forEach(selector -> outside.add(selector.box()));
        for (var i = 0; i < wide.size(); i++) {
            (isSet(mask, i) ? inside : outside).add(wide.get(i).box());
        }
        return new Described(classes.get(example), inside, outside, beyond != Beyond.NOTHING,
                beyond == Beyond.ADDRESSES_AND_PORTS);
    }

    /// Whether a class can be in all of some selectors: no value of a label is another one.
    private boolean canMeet(int mask) {
        for (var i = 1; i < wide.size(); i++) {
            for (var j = 0; j < i; j++) {
                if (isSet(mask, i) && isSet(mask, j) && !wide.get(i).box().meets(wide.get(j).box())) {
                    return false;
                }
            }
        }
        return true;
    }
}
