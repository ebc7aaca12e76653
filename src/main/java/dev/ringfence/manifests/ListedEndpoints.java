package dev.ringfence.manifests;

import dev.ringfence.model.Address;
import dev.ringfence.model.Service;
import dev.ringfence.model.tree.Field;
import java.util.List;

/// The addresses that an Endpoints object or an EndpointSlice lists for a Service.
///
/// @param service the Service of the same namespace; empty where the object is about none
record ListedEndpoints(String namespace, String service, List<Address> addresses) {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    /// What an Endpoints object lists, which bears its Service's name.
    static ListedEndpoints ofEndpoints(Field document, String defaultNamespace) {
        var metadata = ObjectMetadata.namespaced(document, defaultNamespace);
        return new ListedEndpoints(metadata.namespace(), metadata.name(),
                document.get("subsets").items().stream()
                        .flatMap(subset -> subset.get("addresses").items().stream())
                        .map(address -> address(address.get("ip"))).distinct().toList());
    }

    /// What an EndpointSlice lists, as far as it is in use.
    static ListedEndpoints ofSlice(Field document, String defaultNamespace) {
        var metadata = ObjectMetadata.namespaced(document, defaultNamespace);
        var service = metadata.labels().get(SERVICE_NAME);
        // The addresses of other types are names.
        var byAddress = document.get("addressType").optionalText().orElse("").startsWith("IPv");
        return new ListedEndpoints(metadata.namespace(), service == null ? "" : service,
                !byAddress
                        ? List.of()
                        : document.get("endpoints").items().stream().filter(ListedEndpoints::isInUse)
                                .flatMap(endpoint -> endpoint.get("addresses").items().stream())
                                .map(ListedEndpoints::address).distinct().toList());
    }

    /// Absent conditions mean ready, and not serving otherwise.
    private static boolean isInUse(Field endpoint) {
        var conditions = endpoint.get("conditions");
        return conditions.get("ready").flag(/* defaultValue= */ true)
                || conditions.get("serving").flag(/* defaultValue= */ false);
    }

    private static Address address(Field field) {
        return Address.parse(field.text()).orElseThrow(() -> field.invalid("an IPv4 or IPv6 address"));
    }

    /// A Service with the addresses that are listed for it.
    static Service of(Service service, List<ListedEndpoints> listed) {
        return new Service(service.namespace(), service.name(), service.labels(), service.selector(),
                listed.stream().filter(one -> one.namespace().equals(service.namespace())
                        && one.service().equals(service.name())).flatMap(one -> one.addresses().stream())
                        .distinct()
                        .sorted().toList());
    }
}
