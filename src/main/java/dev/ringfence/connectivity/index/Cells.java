package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.Row.Beyond;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The classes divided by selectors that many rows ask for, so that those that are in the same ones are found at once.
///
/// A division is remembered until a class comes or goes.
final class Cells {
    /// There are far fewer sets of selectors than this, unless somebody makes them up.
    private static final int LIMIT = 64;

    private final Classes classes;
    private final Widths widths;
    private final Map<Division, List<IdSet>> divisions = new HashMap<>();

    private record Division(List<Selector> selectors, Beyond beyond) {}

    Cells(Classes classes, Widths widths) {
        this.classes = classes;
        this.widths = widths;
    }

    Widths widths() {
        return widths;
    }

    /// The classes, those together that are in the same selectors and look alike in what is asked for beyond.
    ///
    /// @param selectors without duplicates, in any order that is always the same
    List<IdSet> of(List<Selector> selectors, Beyond beyond) {
        var division = new Division(selectors, beyond);
        var known = divisions.get(division);
        if (known == null) {
            if (divisions.size() >= LIMIT) {
                divisions.clear();
            }
            known = divide(selectors, beyond);
            divisions.put(division, known);
        }
        return known;
    }

    /// Each selector divides what the ones before left together, and only its members have to be looked at.
    private List<IdSet> divide(List<Selector> selectors, Beyond beyond) {
        var places = new int[classes.limit()];
        for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
            places[id] = classes.likeness(id, beyond);
        }
        var next = classes.likenesses(beyond);
        for (var selector : selectors) {
            var inside = new int[next];
            for (var i = 0; i < selector.members().size(); i++) {
                var id = selector.members().get(i);
                // No place that is made here is 0.
                if (inside[places[id]] == 0) {
                    inside[places[id]] = next++;
                }
                places[id] = inside[places[id]];
            }
        }
        return together(places, next);
    }

    /// The classes of each place.
    private List<IdSet> together(int[] places, int count) {
        var cells = new IdSet[count];
        var filled = new ArrayList<IdSet>();
        for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
            var cell = cells[places[id]];
            if (cell == null) {
                cell = new IdSet();
                cells[places[id]] = cell;
                filled.add(cell);
            }
            cell.add(id);
        }
        return filled;
    }

    /// Forgets everything.
    void clear() {
        divisions.clear();
    }
}
