package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.PeerGroup.Described;
import dev.ringfence.connectivity.index.PeerGroup.One;
import dev.ringfence.connectivity.index.Row.Beyond;
import dev.ringfence.model.LabelBox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares two rows: class by class where a selector holds few, and all at once those that no such selector tells apart.
final class RowComparison {
    /// Every other wide selector doubles the cases; with more of them than this, only the widest count as wide.
    private static final int MOST_WIDE = 5;
    private static final int MANY_ASKED = 48;
    private static final int NONE = -1;

    private final Classes classes;
    private final Cells cells;
    private final Verdicts verdicts;
    private final @Nullable Row before;
    private final Row after;
    private final Beyond beyond;
    private final List<Selector> dividing = new ArrayList<>();
    private final List<Selector> wide = new ArrayList<>();
    private final List<Selector> narrow = new ArrayList<>();
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
    }

    /// Where two rows differ, for the classes that there are now.
    ///
    /// @param cells of the classes as they are now
    /// @param before absent to compare with nothing at all
    static List<PeerDifference> of(Classes classes, Cells cells, Verdicts verdicts, @Nullable Row before,
            Row after) {
        var comparison = new RowComparison(classes, cells, verdicts, before, after);
        if (!comparison.findChangedAlone()) {
            comparison.findAll();
            comparison.compareOthers();
        }
        comparison.compareMembers();
        return comparison.found;
    }

    /// Where both rows only allow, finds the selectors of what one of them has alone, if each holds few; nobody else is treated
    /// otherwise than before.
    private boolean findChangedAlone() {
        if (!(before instanceof UnionRow from && after instanceof UnionRow to)
                || from.always() != to.always()) {
            return false;
        }
        for (var rule : from.differing(to)) {
            for (var selector : rule.peers()) {
                if (!isNarrow(selector)) {
                    narrow.clear();
                    return false;
                }
                narrow.add(selector);
            }
            if (!rule.asksForLabelsAlone()) {
                narrow.clear();
                return false;
            }
        }
        return true;
    }

    private void findAll() {
        var asked = new ArrayList<Selector>();
        after.addSelectors(asked);
        if (before != null) {
            before.addSelectors(asked);
        }
        for (var selector : asked.size() > MANY_ASKED ? new LinkedHashSet<>(asked) : asked) {
            var alike = alike(selector);
            if (!alike.contains(selector)) {
                alike.add(selector);
            }
        }
        dividing.sort(null);
        if (wide.size() > MOST_WIDE) {
            wide.sort((left, right) -> right.members().size() - left.members().size());
            narrow.addAll(wide.subList(MOST_WIDE, wide.size()));
            wide.subList(MOST_WIDE, wide.size()).clear();
        }
    }

    private List<Selector> alike(Selector selector) {
        if (isNarrow(selector)) {
            return narrow;
        }
        return selector.isAskedForEverywhere() || selector.members().size() > cells.widths().many()
                ? dividing
                : wide;
    }

    private boolean isNarrow(Selector selector) {
        return !selector.isAskedForEverywhere() && selector.members().size() <= cells.widths().few();
    }

    private void compareMembers() {
        for (var i = 0; i < narrow.size(); i++) {
            var members = narrow.get(i).members();
            for (var j = 0; j < members.size(); j++) {
                var id = members.get(j);
                if (!isInAny(i, id) && differs(id)) {
                    note(id, new One(classes.get(id)));
                }
            }
        }
    }

    /// Whether a class is in one of the first `count` narrow selectors.
    private boolean isInAny(int count, int id) {
        for (var i = 0; i < count; i++) {
            if (narrow.get(i).members().contains(id)) {
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
        var alike = cells.of(dividing, beyond);
        for (var mask = 0; mask < 1 << wide.size(); mask++) {
            if (!canMeet(mask)) {
                continue;
            }
            for (var cell : alike) {
                var example = first(cell, mask);
                if (example != NONE && differs(example)) {
                    note(example, described(example));
                }
            }
        }
    }

    /// The first class of a cell that is in exactly some of the wide selectors, and in no narrow one.
    private int first(IdSet cell, int mask) {
        var smallest = cell;
        for (var i = 0; i < wide.size(); i++) {
            if (isSet(mask, i) && wide.get(i).members().size() < smallest.size()) {
                smallest = wide.get(i).members();
            }
        }
        for (var i = 0; i < smallest.size(); i++) {
            var id = smallest.get(i);
            if ((smallest.equals(cell) || cell.contains(id)) && isPlaced(id, mask)) {
                return id;
            }
        }
        return NONE;
    }

    private boolean isPlaced(int id, int mask) {
        for (var i = 0; i < wide.size(); i++) {
            if (wide.get(i).members().contains(id) != isSet(mask, i)) {
                return false;
            }
        }
        return !isInAny(narrow.size(), id);
    }

    private static boolean isSet(int mask, int place) {
        return (mask >> place & 1) == 1;
    }

    /// Whether a class can be in all of some wide selectors: no value of a label is another one.
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

    /// All classes that are in the same selectors as an example.
    private Described described(int example) {
        var inside = new ArrayList<LabelBox>();
        var outside = new ArrayList<LabelBox>();
        for (var selectors : List.of(dividing, wide, narrow)) {
            for (var selector : selectors) {
                (selector.members().contains(example) ? inside : outside).add(selector.box());
            }
        }
        return new Described(classes.get(example), inside, outside, beyond != Beyond.NOTHING,
                beyond == Beyond.ADDRESSES_AND_PORTS);
    }
}
