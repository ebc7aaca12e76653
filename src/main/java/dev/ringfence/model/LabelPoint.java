package dev.ringfence.model;

import org.jspecify.annotations.Nullable;

/// A point of the label space: the labels by which policies see one pod.
///
/// @param namespace the name of its namespace
/// @param namespaceLabels the labels of its namespace
/// @param labels its own labels
public record LabelPoint(String namespace, Labels namespaceLabels, Labels labels) {

    /// The point's coordinate in `dimension`; null where the key is absent.
    public @Nullable String at(Dimension dimension) {
        return switch (dimension.space()) {
            case NAMESPACE_NAME -> namespace;
            case NAMESPACE_LABEL -> namespaceLabels.get(dimension.key());
            case POD_LABEL -> labels.get(dimension.key());
        };
    }
}
