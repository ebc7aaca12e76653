package dev.ringfence.oracle;

import java.util.List;
import java.util.Map;

/// One end of a flow: a pod that exists or is imagined, or an address that belongs to no pod.
sealed interface Party {

    /// A pod.
    ///
    /// @param ports the entries of its containers' `ports`
    record OfPod(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels,
            List<String> ips,
            List<Map<String, Object>> ports) implements Party {}

    /// An address outside of the cluster.
    record OfAddress(String ip) implements Party {}
}
