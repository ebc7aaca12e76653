package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.Row.Beyond;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private record Cell(int place, int likeness) {}

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

    private List<IdSet> divide(List<Selector> selectors, Beyond beyond) {
        var places = places(selectors);
        var cells = new LinkedHashMap<Cell, IdSet>();
        for (var id = classes.there().nextSetBit(0); id >= 0; id = classes.there().nextSetBit(id + 1)) {
            cells.computeIfAbsent(new Cell(places[id], classes.likeness(id, beyond)), _ -> new IdSet())
                    .add(id);
        }
        return new ArrayList<>(cells.values());
    }

    /// A number for each class, the same for those that are in the same selectors: each selector divides what the ones before left
    /// together, and only its members have to be looked at.
    private int[] places(List<Selector> selectors) {
        var places = new int[classes.limit()];
        var next = 1;
        for (var selector : selectors) {
            var inside = new HashMap<Integer, Integer>();
            for (var i = 0; i < selector.members().size(); i++) {
                var id = selector.members().get(i);
                var place = inside.get(places[id]);
                if (place == null) {
                    place = next++;
                    inside.put(places[id], place);
                }
                places[id] = place;
            }
        }
        return places;
    }

    /// Forgets everything.
    void clear() {
        divisions.clear();
    }
}
