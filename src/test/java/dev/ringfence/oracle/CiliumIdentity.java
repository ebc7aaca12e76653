package dev.ringfence.oracle;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One end of a flow as Cilium knows it: by labels with their sources, and for an address outside by that.
///
/// @param labels such as `k8s:app`
record CiliumIdentity(Map<String, String> labels, Optional<String> address) {

    static CiliumIdentity pod(String namespace, Map<String, String> namespaceLabels,
            Map<String, String> labels) {
        var all = new TreeMap<String, String>();
        labels.forEach((key, value) -> {
            if (!key.equals("pod-template-hash")) {
                all.put("k8s:" + key, value);
            }
        });
        namespaceLabels
                .forEach((key, value) -> all.put("k8s:io.cilium.k8s.namespace.labels." + key, value));
        all.put("k8s:io.kubernetes.pod.namespace", namespace);
        all.put("k8s:io.cilium.k8s.policy.cluster", "default");
        return new CiliumIdentity(all, Optional.empty());
    }

    static CiliumIdentity entity(String name) {
        return new CiliumIdentity(Map.of("reserved:" + name, ""), Optional.empty());
    }

    static CiliumIdentity address(String ip) {
        return new CiliumIdentity(Map.of("reserved:world", "", "reserved:world-ipv4", ""), Optional.of(ip));
    }

    boolean is(String entity) {
        return labels.containsKey("reserved:" + entity);
    }

    boolean isPod() {
        return labels.containsKey("k8s:io.kubernetes.pod.namespace");
    }
}
