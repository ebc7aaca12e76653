package dev.ringfence.oracle;

import java.util.List;
import java.util.Map;

/// One end of a flow: a pod that exists or is imagined, an address that belongs to no pod, or an entity.
sealed interface Party {

    /// A pod.
    ///
    /// @param labels its own labels; under `@serviceaccount`, which no label is called, its service account
    /// @param ports the entries of its containers' `ports`
    record OfPod(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels,
            List<String> ips,
            List<Map<String, Object>> ports) implements Party {

        /// The same pod with one address only.
        OfPod at(String ip) {
            return new OfPod(namespace, namespaceLabels, labels, List.of(ip), ports);
        }
    }

    /// An address outside of the cluster.
    record OfAddress(String ip) implements Party {}

    /// What Cilium knows by a name, such as `remote-node`.
    record OfEntity(String name) implements Party {}
}
