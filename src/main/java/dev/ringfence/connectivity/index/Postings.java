package dev.ringfence.connectivity.index;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An inverted index: what is filed under each coordinate of the label space, which is one value of one dimension.
///
/// @param <T> what is filed
final class Postings<T> {
    /// Most is filed under a namespace.
    private final Map<String, T> byNamespace = new HashMap<>();
    private final Map<Dimension, Map<String, T>> byLabel = new HashMap<>();
    private final Supplier<T> empty;

    /// @param empty makes what is filed at first
    Postings(Supplier<T> empty) {
        this.empty = empty;
    }

    /// What is filed under a coordinate; null where nothing is.
    @Nullable
    T get(Dimension dimension, String value) {
        if (dimension.equals(Dimension.NAMESPACE)) {
            return byNamespace.get(value);
        }
        var values = byLabel.get(dimension);
        return values == null ? null : values.get(value);
    }

    /// What is filed under a coordinate, for more to be filed.
    T open(Dimension dimension, String value) {
        var values = dimension.equals(Dimension.NAMESPACE)
                ? byNamespace
                : byLabel.computeIfAbsent(dimension, _ -> new HashMap<>());
        var here = values.get(value);
        if (here == null) {
            here = empty.get();
            values.put(value, here);
        }
        return here;
    }

    /// Files nothing under a coordinate any more.
    void close(Dimension dimension, String value) {
        if (dimension.equals(Dimension.NAMESPACE)) {
            byNamespace.remove(value);
            return;
        }
        var values = byLabel.get(dimension);
        if (values != null && values.remove(value) != null && values.isEmpty()) {
            byLabel.remove(dimension);
        }
    }

    /// All coordinates of a point.
    static void coordinates(LabelPoint point, BiConsumer<Dimension, String> consumer) {
        consumer.accept(Dimension.NAMESPACE, point.namespace());
        point.namespaceLabels().forEach((key, value) -> {
            var dimension = Dimension.namespaceLabel(key);
            // The label that has the name of the namespace is the name.
            if (!dimension.equals(Dimension.NAMESPACE)) {
                consumer.accept(dimension, value);
            }
        });
        point.labels().forEach((key, value) -> consumer.accept(Dimension.podLabel(key), value));
    }

    /// Calls for each coordinate under which a box is filed: the values that it lists of one dimension; returns whether it lists any.
    static boolean coordinates(LabelBox box, BiConsumer<Dimension, String> consumer) {
        var dimension = box.listed();
        if (dimension == null) {
            return false;
        }
        for (var value : box.side(dimension).values()) {
            consumer.accept(dimension, value);
        }
        return true;
    }
}
