package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfAddress;
import dev.ringfence.oracle.Party.OfEntity;
import dev.ringfence.oracle.Party.OfPod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One end of a flow as Cilium knows it: by labels with their sources, and for an address outside by that.
///
/// @param labels such as `k8s:app`
record CiliumIdentity(Map<String, String> labels, Optional<String> address) {

    static CiliumIdentity of(Party party) {
        return switch (party) {
            case OfPod pod -> pod(pod);
            case OfAddress(var ip) -> new CiliumIdentity(
                    Map.of("reserved:world", "",
                            ip.contains(":") ? "reserved:world-ipv6" : "reserved:world-ipv4",
                            ""),
                    Optional.of(ip));
            case OfEntity(var name) -> new CiliumIdentity(Map.of("reserved:" + name, ""), Optional.empty());
        };
    }

    private static CiliumIdentity pod(OfPod pod) {
        var all = new TreeMap<String, String>();
        pod.labels().forEach((key, value) -> {
            if (key.equals("@serviceaccount")) {
                all.put("k8s:io.cilium.k8s.policy.serviceaccount", value);
            } else if (!key.equals("pod-template-hash")) {
                all.put("k8s:" + key, value);
            }
        });
        Oracle.labelsOfNamespace(pod)
                .forEach((key, value) -> all.put("k8s:io.cilium.k8s.namespace.labels." + key, value));
        all.put("k8s:" + CiliumSelectors.NAMESPACE, pod.namespace());
        all.put("k8s:io.cilium.k8s.policy.cluster", "default");
        return new CiliumIdentity(all, Optional.empty());
    }

    boolean is(String entity) {
        return labels.containsKey("reserved:" + entity);
    }

    boolean isPod() {
        return labels.containsKey("k8s:" + CiliumSelectors.NAMESPACE);
    }
}
