package dev.ringfence.connectivity.index;

import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All selectors in use, found by what is in them; and the classes, found by the selectors that they are in.
final class Selectors {
    private final Classes classes;
    private final Map<LabelBox, Selector> selectors = new HashMap<>();
    private final Postings<List<Selector>> byCoordinate = new Postings<>(() -> new ArrayList<>(1));
    /// Those that list the values of no dimension, and so have to be asked one by one.
    private final List<Selector> broad = new ArrayList<>();
    private final Postings<IdSet> members = new Postings<>(IdSet::new);
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
        var filed = Postings.coordinates(selector.box(), (dimension, value) -> {
            var here = byCoordinate.get(dimension, value);
            if (here != null) {
                remove(here, selector);
                if (here.isEmpty()) {
                    byCoordinate.close(dimension, value);
                }
            }
        });
        if (!filed) {
            remove(broad, selector);
        }
    }

    /// Lists of selectors grow at their ends, and so are in order of age.
    private static void remove(List<Selector> byAge, Selector selector) {
        var place = Collections.binarySearch(byAge, selector);
        if (place >= 0) {
            byAge.remove(place);
        }
    }

    /// Makes a selector known, and looks up which classes are in it.
    private void file(Selector selector) {
        var filed = Postings.coordinates(selector.box(), (dimension, value) -> {
            byCoordinate.open(dimension, value).add(selector);
            var here = members.get(dimension, value);
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
        Postings.coordinates(point, (dimension, value) -> members.open(dimension, value).add(id));
        var inside = containing(point);
        inside.forEach(selector -> selector.members().add(id));
        return inside;
    }

    /// Lets go of a class.
    void remove(int id) {
        var point = classes.get(id).point();
        containing(point).forEach(selector -> selector.members().remove(id));
        Postings.coordinates(point, (dimension, value) -> {
            var here = members.get(dimension, value);
            if (here != null) {
                here.remove(id);
                if (here.isEmpty()) {
                    members.close(dimension, value);
                }
            }
        });
    }

    /// The selectors that a point is in.
    List<Selector> containing(LabelPoint point) {
        var inside = new ArrayList<Selector>();
        Postings.coordinates(point, (dimension, value) -> {
            var here = byCoordinate.get(dimension, value);
            for (var i = 0; here != null && i < here.size(); i++) {
                if (here.get(i).box().contains(point)) {
                    inside.add(here.get(i));
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
