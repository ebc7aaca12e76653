package dev.ringfence.model;

import java.util.List;
import java.util.Optional;

/// What Ringfence knows about a Service that a policy refers to.
///
/// @param selector the pods behind it; absent where its endpoints are listed by hand
/// @param endpoints the addresses listed by hand
public record Service(String namespace, String name, Labels labels, Optional<LabelSelector> selector,
        List<Address> endpoints) {

    public Service {
        endpoints = List.copyOf(endpoints);
    }
}
