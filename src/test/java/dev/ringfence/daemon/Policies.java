package dev.ringfence.daemon;

import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Policies of every kind, as the shell would hand them to the loop.
final class Policies {
    private Policies() {}

    static PolicyKey key(PolicyKind kind, String name) {
        return new PolicyKey(kind.kind(), kind.isNamespaced() ? Specimen.NAMESPACE : "", name);
    }

    static PolicyObject of(PolicyKind kind, String name, String version, Map<String, Object> spec) {
        return new PolicyObject(key(kind, name), kind.apiVersion(), "uid-" + name, version, Optional.empty(),
                Map.of("spec", spec));
    }

    /// A policy of the Admin tier that lets everybody into the pods of the selected namespaces.
    static PolicyObject admitting(String name, Map<String, String> namespaceLabels) {
        return of(PolicyKind.ADMIN_NETWORK_POLICY, name, "1", Map.of("priority", 10, "subject",
                Map.of("namespaces", Map.of("matchLabels", namespaceLabels)), "ingress",
                List.of(Map.of("action", "Allow", "from",
                        List.of(Map.of("namespaces", Map.of()))))));
    }

    /// A rule of Cilium for guarded pods, with one way in.
    static Map<String, Object> letting(Map<String, Object> ingress) {
        return Map.of("endpointSelector", Map.of("matchLabels", Specimen.MODEL), "ingress",
                List.of(ingress));
    }

    static Map<String, Object> port(String port) {
        return Map.of("ports", List.of(Map.of("port", port, "protocol", "TCP")));
    }
}
