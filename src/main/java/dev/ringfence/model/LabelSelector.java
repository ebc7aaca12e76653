package dev.ringfence.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A Kubernetes label selector: what each label key must be, all requirements together.
///
/// Requirements on one key are intersected when the selector is made, so selectors of equal meaning are equal. The four
/// operators of the API (`metav1.LabelSelector`) become value sets: `NotIn` and `DoesNotExist` hold for absent keys.
///
/// @param requirements the values that each constrained key may take
public record LabelSelector(SortedMap<String, ValueSet> requirements) {
    /// The empty selector `{}`, which matches everything.
    public static final LabelSelector EVERYTHING = new LabelSelector(new TreeMap<>());

    public LabelSelector {
        var constrained = new TreeMap<String, ValueSet>();
        requirements.forEach((key, values) -> {
            if (!values.isAll()) {
                constrained.put(key, values);
            }
        });
        requirements = Collections.unmodifiableSortedMap(constrained);
    }

    /// The selector that also requires `key` to be in `values`.
    public LabelSelector and(String key, ValueSet values) {
        var both = new TreeMap<>(requirements);
        both.merge(key, values, ValueSet::intersect);
        return new LabelSelector(both);
    }

    public boolean matches(Labels labels) {
        for (var requirement : requirements.entrySet()) {
            if (!requirement.getValue().contains(labels.get(requirement.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /// The pods whose own labels match.
    public LabelBox onPods() {
        return box(Dimension::podLabel);
    }

    /// The pods of the namespaces whose labels match.
    public LabelBox onNamespaces() {
        return box(Dimension::namespaceLabel);
    }

    private LabelBox box(Function<String, Dimension> dimension) {
        var sides = new TreeMap<Dimension, ValueSet>();
        requirements.forEach((key, values) -> sides.merge(dimension.apply(key), values, ValueSet::intersect));
        return new LabelBox(sides);
    }
}
