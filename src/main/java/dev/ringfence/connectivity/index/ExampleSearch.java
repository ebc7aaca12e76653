package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.Row.Beyond;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for a class that is in some wide selectors, in none of the other ones, and in no narrow one.
final class ExampleSearch {
    /// A selector with more members than this is huge.
    private static final int MANY = 512;
    /// Where so many candidates are none, the cells of the huge selectors are asked.
    private static final int PATIENCE = 64;
    private static final int NONE = -1;
    private static final int GIVEN_UP = -2;

    private final Classes classes;
    private final Cells cells;
    private final List<Selector> narrow;
    private final List<Selector> wide;
    private final List<Selector> huge;
    private final Beyond beyond;

    /// @param wide the widest first
    /// @param beyond in what else the classes that are looked for are alike
    ExampleSearch(Classes classes, Cells cells, List<Selector> narrow, List<Selector> wide, Beyond beyond) {
        this.classes = classes;
        this.cells = cells;
        this.narrow = narrow;
        this.wide = wide;
        this.beyond = beyond;
        var count = 0;
        while (count < wide.size() && wide.get(count).members().size() > MANY) {
            count++;
        }
        this.huge = wide.subList(0, count);
    }

    /// The first class that is in exactly those wide selectors and in no narrow one; -1 if there is none.
    ///
    /// @param mask a bit for each wide selector
    /// @param likeness the number of those that are alike
    int first(int mask, int likeness) {
        var alike = beyond == Beyond.NOTHING ? null : classes.likeness(beyond).alike().get(likeness);
        var smallest = alike;
        for (var i = 0; i < wide.size(); i++) {
            var members = wide.get(i).members();
            if (isSet(mask, i) && (smallest == null || members.size() < smallest.size())) {
                smallest = members;
            }
        }
        var found = smallest == null ? firstOfAll(mask) : firstOf(smallest, mask, alike, PATIENCE);
        return found == GIVEN_UP
                ? firstOf(cells.of(huge, mask & ((1 << huge.size()) - 1), beyond, likeness), mask, null,
                        Integer.MAX_VALUE)
                : found;
    }

    private int firstOfAll(int mask) {
        var tried = 0;
        for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
            if (isPlaced(id, mask)) {
                return id;
            }
            if (++tried == PATIENCE) {
                return GIVEN_UP;
            }
        }
        return NONE;
    }

    private int firstOf(IdSet candidates, int mask, @Nullable IdSet alike, int patience) {
        for (var i = 0; i < candidates.size(); i++) {
            var id = candidates.get(i);
            if ((alike == null || alike.contains(id)) && isPlaced(id, mask)) {
                return id;
            }
            if (i == patience) {
                return GIVEN_UP;
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
        for (var selector : narrow) {
            if (selector.members().contains(id)) {
                return false;
            }
        }
        return true;
    }

    static boolean isSet(int mask, int place) {
        return (mask >> place & 1) == 1;
    }
}
