package dev.ringfence.model;

import org.jspecify.annotations.Nullable;

/// A point of the label space: the labels by which policies see one pod.
///
/// @param namespace the name of its namespace
/// @param namespaceLabels the labels of its namespace
/// @param labels its own labels
public record LabelPoint(String namespace, Labels namespaceLabels, Labels labels) {

    // Written out, as is hashCode: what a record makes of itself is slow before it is compiled, and pods are many.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof LabelPoint that && namespace.equals(that.namespace)
                && labels.equals(that.labels) && namespaceLabels.equals(that.namespaceLabels));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * namespace.hashCode() + namespaceLabels.hashCode()) + labels.hashCode();
    }

    /// The point's coordinate in `dimension`; null where the key is absent.
    public @Nullable String at(Dimension dimension) {
        return switch (dimension.space()) {
            case NAMESPACE_NAME -> namespace;
            case NAMESPACE_LABEL -> namespaceLabels.get(dimension.key());
            case POD_LABEL -> labels.get(dimension.key());
        };
    }
}
