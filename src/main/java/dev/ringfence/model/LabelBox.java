package dev.ringfence.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A box of the label space: for each dimension the values that are allowed, every dimension that is not named being free.
///
/// A label selector is a box, and the intersection of two boxes is a box. A box with an empty side holds nothing, and is
/// kept in one form, [#NONE].
public final class LabelBox {
    /// Every pod of every namespace.
    public static final LabelBox ALL = new LabelBox(new TreeMap<>());
    /// No pod at all.
    public static final LabelBox NONE = new LabelBox(
            new TreeMap<>(Map.of(Dimension.NAMESPACE, ValueSet.NONE)));

    private final SortedMap<Dimension, ValueSet> sides;
    private final int hash;

    /// The box with these sides.
    public LabelBox(SortedMap<Dimension, ValueSet> sides) {
        var constrained = new TreeMap<Dimension, ValueSet>();
        var empty = false;
        for (var side : sides.entrySet()) {
            var values = canonical(side.getKey(), side.getValue());
            empty |= values.isEmpty();
            if (!values.isAll()) {
                constrained.put(side.getKey(), values);
            }
        }
        if (empty) {
            constrained.clear();
            constrained.put(Dimension.NAMESPACE, ValueSet.NONE);
        }
        this.sides = Collections.unmodifiableSortedMap(constrained);
        this.hash = constrained.hashCode();
    }

    /// A namespace always has a name, so that whether its absence belongs to a side means nothing, and has one form.
    private static ValueSet canonical(Dimension dimension, ValueSet values) {
        return dimension.equals(Dimension.NAMESPACE)
                ? new ValueSet(values.others(), values.others(), values.values())
                : values;
    }

    /// The pods of one namespace.
    public static LabelBox namespace(String name) {
        return new LabelBox(new TreeMap<>(Map.of(Dimension.NAMESPACE, ValueSet.of(name))));
    }

    /// The constrained dimensions, in order.
    public SortedMap<Dimension, ValueSet> sides() {
        return sides;
    }

    /// What `dimension` may be.
    public ValueSet side(Dimension dimension) {
        return sides.getOrDefault(dimension, ValueSet.ALL);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    public LabelBox intersect(LabelBox other) {
        var both = new TreeMap<>(sides);
        other.sides.forEach((dimension, values) -> both.merge(dimension, values, ValueSet::intersect));
        return new LabelBox(both);
    }

    /// Whether some pod can be in both.
    public boolean meets(LabelBox other) {
        for (var side : sides.entrySet()) {
            if (!side.getValue().meets(other.side(side.getKey()))) {
                return false;
            }
        }
        return !other.isEmpty();
    }

    /// Whether it can hold a pod of a namespace with these labels.
    public boolean touches(String namespace, Labels labels) {
        var point = new LabelPoint(namespace, labels, Labels.EMPTY);
        return sides.entrySet().stream()
                .filter(side -> side.getKey().space() != Dimension.Space.POD_LABEL)
                .allMatch(side -> side.getValue().contains(point.at(side.getKey())));
    }

    public boolean contains(LabelPoint point) {
        for (var side : sides.entrySet()) {
            if (!side.getValue().contains(point.at(side.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof LabelBox box && hash == box.hash && sides.equals(box.sides));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// Such as `{NAMESPACE_NAME=...}`.
    @Override
    public String toString() {
        return sides.toString();
    }
}
