package dev.ringfence.cluster.translate;

import dev.ringfence.model.Address;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Service;
import dev.ringfence.model.ValueSet;
import dev.ringfence.model.tree.Field;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/// What policies may refer to of Services: their labels, and what is behind them.
final class Services {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private Services() {}

    /// A Service without the addresses that other objects list for it.
    static Service service(GenericKubernetesResource service) {
        var metadata = Metadata.of(service);
        return new Service(OrEmpty.text(metadata.getNamespace()).intern(), metadata.getName(),
                Pods.labels(metadata),
                selector(Field.root(service.getAdditionalProperties()).get("spec").get("selector")),
                List.of());
    }

    private static Optional<LabelSelector> selector(Field labels) {
        var selector = LabelSelector.EVERYTHING;
        for (var label : labels.textMap().entrySet()) {
            selector = selector.and(label.getKey(), ValueSet.of(label.getValue()));
        }
        return labels.textMap().isEmpty() ? Optional.empty() : Optional.of(selector);
    }

    /// The addresses that an EndpointSlice lists.
    static EndpointAddresses endpoints(GenericKubernetesResource slice) {
        var metadata = Metadata.of(slice);
        var listed = Field.root(slice.getAdditionalProperties()).get("endpoints").items();
        return new EndpointAddresses(OrEmpty.text(metadata.getNamespace()).intern(), metadata.getName(),
                OrEmpty.text(OrEmpty.map(metadata.getLabels()).get(SERVICE_NAME)),
                listed.stream().filter(Services::isInUse)
                        .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
                        .flatMap(text -> Address.parse(text).stream()).distinct().toList());
    }

    /// Absent conditions mean ready, and not serving otherwise.
    private static boolean isInUse(Field endpoint) {
        var conditions = endpoint.get("conditions");
        return conditions.get("ready").flag(/* defaultValue= */ true)
                || conditions.get("serving").flag(/* defaultValue= */ false);
    }
}
