package dev.ringfence.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

    /// The constrained dimensions, in order, and what each may be.
    private final Dimension[] dimensions;
    private final ValueSet[] values;
    private final int hash;

    /// The box with these sides.
    public LabelBox(SortedMap<Dimension, ValueSet> sides) {
        var constrained = constrained(sides);
        this.dimensions = constrained.keySet().toArray(Dimension[]::new);
        this.values = constrained.values().toArray(ValueSet[]::new);
        this.hash = 31 * Arrays.hashCode(dimensions) + Arrays.hashCode(values);
    }

    private static SortedMap<Dimension, ValueSet> constrained(SortedMap<Dimension, ValueSet> sides) {
        var constrained = new TreeMap<Dimension, ValueSet>();
        for (var side : sides.entrySet()) {
            var values = canonical(side.getKey(), side.getValue());
            if (values.isEmpty()) {
                return new TreeMap<>(Map.of(Dimension.NAMESPACE, ValueSet.NONE));
            }
            if (!values.isAll()) {
                constrained.put(side.getKey(), values);
            }
        }
        return constrained;
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

    /// The constrained dimensions, in order, and what each may be.
    public SortedMap<Dimension, ValueSet> sides() {
        var sides = new TreeMap<Dimension, ValueSet>();
        for (var i = 0; i < dimensions.length; i++) {
            sides.put(dimensions[i], values[i]);
        }
        return Collections.unmodifiableSortedMap(sides);
    }

    /// The constrained dimensions, in order.
    public List<Dimension> dimensions() {
        return Collections.unmodifiableList(Arrays.asList(dimensions));
    }

    /// What `dimension` may be.
    public ValueSet side(Dimension dimension) {
        for (var i = 0; i < dimensions.length; i++) {
            if (dimensions[i].equals(dimension)) {
                return values[i];
            }
        }
        return ValueSet.ALL;
    }

    /// The first dimension of which the box lists the values; null if it lists those of none.
    public @Nullable Dimension listed() {
        for (var i = 0; i < dimensions.length; i++) {
            if (!values[i].others() && !values[i].absent()) {
                return dimensions[i];
            }
        }
        return null;
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    public LabelBox intersect(LabelBox other) {
        var both = new TreeMap<>(sides());
        for (var i = 0; i < other.dimensions.length; i++) {
            both.merge(other.dimensions[i], other.values[i], ValueSet::intersect);
        }
        return new LabelBox(both);
    }

    /// Whether some pod can be in both.
    public boolean meets(LabelBox other) {
        for (var i = 0; i < dimensions.length; i++) {
            if (!values[i].meets(other.side(dimensions[i]))) {
                return false;
            }
        }
        return !other.isEmpty();
    }

    /// Whether it can hold a pod of a namespace with these labels.
    public boolean touches(String namespace, Labels labels) {
        var point = new LabelPoint(namespace, labels, Labels.EMPTY);
        for (var i = 0; i < dimensions.length; i++) {
            if (dimensions[i].space() != Dimension.Space.POD_LABEL
                    && !values[i].contains(point.at(dimensions[i]))) {
                return false;
            }
        }
        return true;
    }

    public boolean contains(LabelPoint point) {
        for (var i = 0; i < dimensions.length; i++) {
            if (!values[i].contains(point.at(dimensions[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof LabelBox box && hash == box.hash
                        && Arrays.equals(dimensions, box.dimensions) && Arrays.equals(values, box.values));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// Such as `{NAMESPACE_NAME=...}`.
    @Override
    public String toString() {
        return sides().toString();
    }
}
