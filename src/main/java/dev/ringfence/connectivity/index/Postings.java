package dev.ringfence.connectivity.index;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import java.util.HashMap;
import java.util.Map;
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

    /// Calls for each coordinate under which a box is filed: the values that it lists of one dimension; returns whether it lists any.
    static boolean coordinates(LabelBox box, Consumer<Coordinate> consumer) {
        var dimension = box.listed();
        if (dimension == null) {
            return false;
        }
        for (var value : box.side(dimension).values()) {
            consumer.accept(new Coordinate(dimension, value));
        }
        return true;
    }
}
