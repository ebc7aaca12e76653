package dev.ringfence.connectivity.index;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.ValueSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// An inverted index: what is filed under each coordinate of the label space.
///
/// @param <T> what is filed
final class Postings<T> {
    private final Map<Coordinate, T> filed = new HashMap<>();

    /// One value of one dimension.
    record Coordinate(Dimension dimension, String value) {}

    Map<Coordinate, T> filed() {
        return filed;
    }

    /// All coordinates of a point.
    static void coordinates(LabelPoint point, Consumer<Coordinate> consumer) {
        consumer.accept(new Coordinate(Dimension.NAMESPACE, point.namespace()));
        point.namespaceLabels().forEach((key, value) -> {
            var dimension = Dimension.namespaceLabel(key);
            // The label that has the name of the namespace is the name.
            if (!dimension.equals(Dimension.NAMESPACE)) {
                consumer.accept(new Coordinate(dimension, value));
            }
        });
        point.labels()
                .forEach((key, value) -> consumer.accept(new Coordinate(Dimension.podLabel(key), value)));
    }

    /// The dimension of a box by which what is in it is found soonest: one of which the box lists the values; none if it lists none.
    static Optional<Map.Entry<Dimension, ValueSet>> narrowest(LabelBox box) {
        return box.sides().entrySet().stream()
                .filter(side -> !side.getValue().others() && !side.getValue().absent()).findFirst();
    }
}
