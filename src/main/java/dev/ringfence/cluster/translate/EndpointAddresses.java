package dev.ringfence.cluster.translate;

import dev.ringfence.model.Address;
import java.util.List;

/// Addresses that one object lists for a Service.
///
/// @param service the Service of the same namespace; empty where the object is about none
public record EndpointAddresses(String namespace, String name, String service, List<Address> addresses) {

    public EndpointAddresses {
        addresses = List.copyOf(addresses);
    }
}
