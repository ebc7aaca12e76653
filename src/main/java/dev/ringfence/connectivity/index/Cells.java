package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.Row.Beyond;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The classes by the huge selectors that they are in: a memory for those who look for one in vain again and again.
///
/// It is right until a class comes or goes.
final class Cells {
    /// There are far fewer sets of huge selectors that somebody asks for together, unless somebody makes them up.
    private static final int LIMIT = 64;
    private static final IdSet NONE = new IdSet();

    private final Classes classes;
    private final Map<Division, Map<Cell, IdSet>> divisions = new HashMap<>();

    private record Division(List<Selector> selectors, Beyond beyond) {}

    /// @param mask a bit for each selector, set if the classes are in it
    /// @param likeness what they have besides labels
    private record Cell(int mask, int likeness) {}

    Cells(Classes classes) {
        this.classes = classes;
    }

    /// The classes that are in exactly some of the selectors.
    ///
    /// @param mask a bit for each selector, set if the classes are in it
    /// @param likeness the number of those that are alike, where `beyond` asks for it
    IdSet of(List<Selector> selectors, int mask, Beyond beyond, int likeness) {
        if (divisions.size() >= LIMIT) {
            divisions.clear();
        }
        return divisions.computeIfAbsent(new Division(selectors, beyond), this::divide)
                .getOrDefault(new Cell(mask, likeness), NONE);
    }

    private Map<Cell, IdSet> divide(Division division) {
        var cells = new HashMap<Cell, IdSet>();
        for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
            var mask = 0;
            for (var i = 0; i < division.selectors().size(); i++) {
                mask |= division.selectors().get(i).members().contains(id) ? 1 << i : 0;
            }
            cells.computeIfAbsent(new Cell(mask, classes.likeness(id, division.beyond())), _ -> new IdSet())
                    .add(id);
        }
        return cells;
    }

    /// Forgets everything.
    void clear() {
        divisions.clear();
    }
}
