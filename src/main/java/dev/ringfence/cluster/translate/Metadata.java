package dev.ringfence.cluster.translate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata of an object, which at the least names it.
final class Metadata {
    private Metadata() {}

    /// @throws IllegalArgumentException when the object has no name
    static ObjectMeta of(HasMetadata object) {
        var metadata = object.getMetadata();
        if (metadata == null || OrEmpty.text(metadata.getName()).isEmpty()) {
            throw new IllegalArgumentException("metadata.name must be a name, but was absent");
        }
        return metadata;
    }

    /// What of it belongs into the tree of a document: name, namespace and labels, those that are there.
    static Map<String, Object> tree(ObjectMeta metadata) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", metadata.getName());
        if (metadata.getNamespace() != null) {
            tree.put("namespace", metadata.getNamespace());
        }
        if (!OrEmpty.map(metadata.getLabels()).isEmpty()) {
            tree.put("labels", metadata.getLabels());
        }
        return tree;
    }
}
