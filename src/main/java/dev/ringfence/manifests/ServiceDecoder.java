package dev.ringfence.manifests;

import dev.ringfence.model.Address;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Service;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import java.util.List;
import java.util.Optional;

/// Reads what policies may refer to of a Service: its labels, and the pods behind it.
final class ServiceDecoder {

    private ServiceDecoder() {}

    static Service decode(Field document, String defaultNamespace) {
        var metadata = ObjectMetadata.namespaced(document, defaultNamespace);
        return new Service(metadata.namespace(), metadata.name(), metadata.labels(),
                selector(document.get("spec").get("selector")), List.<Address>of());
    }

    /// Without a selector, or with an empty one, the endpoints are listed by hand, in objects of their own.
    private static Optional<LabelSelector> selector(Field field) {
        var labels = LabelSelectorDecoder.labels(field);
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        var selector = LabelSelector.EVERYTHING;
        for (var label : labels.entrySet()) {
            selector = selector.and(label.getKey(), ValueSet.of(label.getValue()));
        }
        return Optional.of(selector);
    }
}
