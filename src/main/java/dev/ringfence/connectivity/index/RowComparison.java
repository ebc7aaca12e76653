package dev.ringfence.connectivity.index;

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
    private final Verdicts verdicts;
    private final @Nullable Row before;
    private final Row after;
    private final Beyond beyond;
    private final List<Selector> narrow = new ArrayList<>();
    private final List<Selector> wide = new ArrayList<>();
    private final List<PeerDifference> found = new ArrayList<>();

    private RowComparison(Classes classes, Verdicts verdicts, @Nullable Row before, Row after) {
        this.classes = classes;
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
        for (var selector : asked.size() < 2 ? asked : new LinkedHashSet<>(asked)) {
            (selector.members().size() > FEW ? wide : narrow).add(selector);
        }
        if (wide.size() > MOST_WIDE) {
            wide.sort((left, right) -> right.members().size() - left.members().size());
            narrow.addAll(wide.subList(MOST_WIDE, wide.size()));
            wide.subList(MOST_WIDE, wide.size()).clear();
        }
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
        for (var mask = 0; mask < 1 << wide.size(); mask++) {
            if (canMeet(mask)) {
                switch (beyond) {
                    case NOTHING -> compareOthers(mask, null);
                    case ADDRESSES -> compareOthersAlike(mask, classes.places());
                    case ADDRESSES_AND_PORTS -> compareOthersAlike(mask, classes.appearances());
                }
            }
        }
    }

    private void compareOthersAlike(int mask, Likeness likeness) {
        for (var alike : likeness.alike()) {
            compareOthers(mask, alike);
        }
    }

    private void compareOthers(int mask, @Nullable IdSet alike) {
        var example = first(mask, alike);
        if (example >= 0 && differs(example)) {
            var inside = new ArrayList<LabelBox>();
            var outside = new ArrayList<LabelBox>();
            narrow.forEach(selector -> outside.add(selector.box()));
            for (var i = 0; i < wide.size(); i++) {
                (isSet(mask, i) ? inside : outside).add(wide.get(i).box());
            }
            note(example, new Described(classes.get(example), inside, outside,
                    beyond != Beyond.NOTHING, beyond == Beyond.ADDRESSES_AND_PORTS));
        }
    }

    private static boolean isSet(int mask, int place) {
        return (mask >> place & 1) == 1;
    }

    /// The first class that is in exactly those wide selectors and in no narrow one; -1 if there is none.
    private int first(int mask, @Nullable IdSet alike) {
        var smallest = alike;
        for (var i = 0; i < wide.size(); i++) {
            var members = wide.get(i).members();
            if (isSet(mask, i) && (smallest == null || members.size() < smallest.size())) {
                smallest = members;
            }
        }
        if (smallest == null) {
            for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
                if (isPlaced(id, mask)) {
                    return id;
                }
            }
            return -1;
        }
        for (var i = 0; i < smallest.size(); i++) {
            var id = smallest.get(i);
            if ((alike == null || alike.contains(id)) && isPlaced(id, mask)) {
                return id;
            }
        }
        return -1;
    }

    private boolean isPlaced(int id, int mask) {
        for (var i = 0; i < wide.size(); i++) {
            if (wide.get(i).members().contains(id) != isSet(mask, i)) {
                return false;
            }
        }
        return !isInAny(narrow, narrow.size(), id);
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
