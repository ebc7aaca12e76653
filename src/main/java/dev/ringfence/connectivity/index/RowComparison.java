package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.PeerGroup.Described;
import dev.ringfence.connectivity.index.PeerGroup.One;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares two rows: class by class where a selector holds few, and all at once those that are told apart by wide selectors alone.
final class RowComparison {
    /// A selector with more members than this is wide.
    private static final int FEW = 48;
    /// Every wide selector doubles the cases; with more of them than this, the widest count as wide.
    private static final int MOST_WIDE = 5;

    private final Classes classes;
    private final Verdicts verdicts;
    private final @Nullable Row before;
    private final Row after;
    private final List<Selector> narrow;
    private final List<Selector> wide;
    private final List<PeerDifference> found = new ArrayList<>();

    private RowComparison(Classes classes, Verdicts verdicts, @Nullable Row before, Row after) {
        this.classes = classes;
        this.verdicts = verdicts;
        this.before = before;
        this.after = after;
        var asked = new LinkedHashSet<>(after.selectors());
        if (before != null) {
            asked.addAll(before.selectors());
        }
        this.wide = asked.stream().filter(selector -> selector.members().size() > FEW)
                .sorted((left, right) -> right.members().size() - left.members().size()).limit(MOST_WIDE)
                .toList();
        this.narrow = asked.stream().filter(selector -> !wide.contains(selector)).toList();
    }

    /// Where two rows differ, for the classes that there are now.
    ///
    /// @param before absent to compare with nothing at all
    static List<PeerDifference> of(Classes classes, Verdicts verdicts, @Nullable Row before, Row after) {
        var comparison = new RowComparison(classes, verdicts, before, after);
        comparison.compareMembers();
        comparison.compareOthers();
        return comparison.found;
    }

    private void compareMembers() {
        for (var i = 0; i < narrow.size(); i++) {
            var members = narrow.get(i).members();
            for (var j = 0; j < members.size(); j++) {
                var id = members.get(j);
                if (!isIn(narrow.subList(0, i), id)) {
                    compare(id, new One(classes.get(id)));
                }
            }
        }
    }

    private static boolean isIn(List<Selector> selectors, int id) {
        for (var selector : selectors) {
            if (selector.members().contains(id)) {
                return true;
            }
        }
        return false;
    }

    private void compare(int id, PeerGroup group) {
        var was = before == null ? Verdicts.NOTHING : before.verdict(id);
        var is = after.verdict(id);
        if (was != is) {
            found.add(new PeerDifference(group, verdicts.get(was), verdicts.get(is)));
        }
    }

    private void compareOthers() {
        var alike = after.asksForMore() || (before != null && before.asksForMore());
        for (var mask = 0; mask < 1 << wide.size(); mask++) {
            var inside = new ArrayList<Selector>();
            var outside = new ArrayList<>(narrow);
            for (var i = 0; i < wide.size(); i++) {
                ((mask >> i & 1) == 1 ? inside : outside).add(wide.get(i));
            }
            if (!canMeet(inside)) {
                continue;
            }
            if (alike) {
                for (var appearance : classes.byAppearance()) {
                    compareOthers(inside, outside, appearance, /* alike= */ true);
                }
            } else {
                compareOthers(inside, outside, null, /* alike= */ false);
            }
        }
    }

    private void compareOthers(List<Selector> inside, List<Selector> outside,
            @Nullable IdSet appearance, boolean alike) {
        var example = first(inside, outside, appearance);
        if (example >= 0) {
            compare(example, new Described(classes.get(example),
                    inside.stream().map(Selector::box).toList(), outside.stream().map(Selector::box).toList(),
                    alike));
        }
    }

    /// The first class that is in all of some selectors and none of others; -1 if there is none.
    private int first(List<Selector> inside, List<Selector> outside,
            @Nullable IdSet appearance) {
        var smallest = appearance;
        for (var selector : inside) {
            if (smallest == null || selector.members().size() < smallest.size()) {
                smallest = selector.members();
            }
        }
        if (smallest == null) {
            for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
                if (!isIn(outside, id)) {
                    return id;
                }
            }
            return -1;
        }
        for (var i = 0; i < smallest.size(); i++) {
            var id = smallest.get(i);
            if ((appearance == null || appearance.contains(id)) && isInAll(inside, id)
                    && !isIn(outside, id)) {
                return id;
            }
        }
        return -1;
    }

    private static boolean isInAll(List<Selector> selectors, int id) {
        for (var selector : selectors) {
            if (!selector.members().contains(id)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a class can be in all of some selectors: no value of a label is another one.
    private static boolean canMeet(List<Selector> selectors) {
        for (var i = 1; i < selectors.size(); i++) {
            for (var j = 0; j < i; j++) {
                if (selectors.get(i).box().intersect(selectors.get(j).box()).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }
}
