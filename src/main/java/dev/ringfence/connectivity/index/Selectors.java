package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.index.Postings.Coordinate;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All selectors in use, found by what is in them; and the classes, found by the selectors that they are in.
final class Selectors {
    private final Classes classes;
    private final Map<LabelBox, Selector> selectors = new HashMap<>();
    private final Postings<List<Selector>> byCoordinate = new Postings<>();
    /// Those that list the values of no dimension, and so have to be asked one by one.
    private final List<Selector> broad = new ArrayList<>();
    private final Postings<IdSet> members = new Postings<>();
    private int numbers;

    Selectors(Classes classes) {
        this.classes = classes;
    }

    /// The selector of a box, for one use more.
    Selector use(LabelBox box) {
        var known = selectors.get(box);
        if (known == null) {
            known = new Selector(numbers++, box);
            selectors.put(box, known);
            file(known);
        }
        known.use();
        return known;
    }

    /// Ends one use.
    void release(Selector selector) {
        if (!selector.release()) {
            return;
        }
        selectors.remove(selector.box());
        var filed = Postings.coordinates(selector.box(), coordinate -> {
            var here = byCoordinate.filed().get(coordinate);
            if (here != null && here.remove(selector) && here.isEmpty()) {
                byCoordinate.filed().remove(coordinate);
            }
        });
        if (!filed) {
            broad.remove(selector);
        }
    }

    /// Makes a selector known, and looks up which classes are in it.
    private void file(Selector selector) {
        var filed = Postings.coordinates(selector.box(), coordinate -> {
            byCoordinate.filed().computeIfAbsent(coordinate, _ -> new ArrayList<>(1)).add(selector);
            var here = members.filed().get(coordinate);
            for (var i = 0; here != null && i < here.size(); i++) {
                addIfInside(selector, here.get(i));
            }
        });
        if (!filed) {
            broad.add(selector);
            for (var id = 0; id < classes.limit(); id++) {
                addIfInside(selector, id);
            }
        }
    }

    private void addIfInside(Selector selector, int id) {
        if (classes.isThere(id) && selector.box().contains(classes.get(id).point())) {
            selector.members().add(id);
        }
    }

    /// Takes in a class, and returns the selectors that it is in.
    List<Selector> add(int id) {
        var point = classes.get(id).point();
        Postings.coordinates(point, coordinate -> members.filed()
                .computeIfAbsent(coordinate, _ -> new IdSet()).add(id));
        var inside = containing(point);
        inside.forEach(selector -> selector.members().add(id));
        return inside;
    }

    /// Lets go of a class.
    void remove(int id) {
        var point = classes.get(id).point();
        containing(point).forEach(selector -> selector.members().remove(id));
        Postings.coordinates(point, coordinate -> {
            var here = members.filed().get(coordinate);
            if (here != null) {
                here.remove(id);
                if (here.isEmpty()) {
                    members.filed().remove(coordinate);
                }
            }
        });
    }

    /// The selectors that a point is in.
    List<Selector> containing(LabelPoint point) {
        var inside = new ArrayList<Selector>();
        Postings.coordinates(point, coordinate -> {
            for (var selector : byCoordinate.filed().getOrDefault(coordinate, List.of())) {
                if (selector.box().contains(point)) {
                    inside.add(selector);
                }
            }
        });
        for (var selector : broad) {
            if (selector.box().contains(point)) {
                inside.add(selector);
            }
        }
        return inside;
    }
}
