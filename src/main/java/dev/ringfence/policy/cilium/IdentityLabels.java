package dev.ringfence.policy.cilium;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.CiliumProfile;
import java.util.Map;
import java.util.TreeMap;

/// The labels by which Cilium knows a pod (Cilium documentation, "Labels" and "Limiting Identity-Relevant Labels").
final class IdentityLabels {
    static final String NAMESPACE = "io.kubernetes.pod.namespace";
    static final String NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels";
    static final String CLUSTER = "io.cilium.k8s.policy.cluster";
    static final String SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";
    /// Pods' own labels that begin so are not taken over: nobody may forge the labels above.
    private static final String RESERVED_KEYS = "io.cilium.k8s";

    private IdentityLabels() {}

    /// The pods of the local cluster whose label `key` is one of `values`.
    static LabelBox box(String key, ValueSet values, CiliumProfile profile) {
        if (key.equals(CLUSTER)) {
            return constant(values.contains(profile.clusterName()));
        }
        if (key.equals(NAMESPACE)) {
            return side(Dimension.NAMESPACE, values);
        }
        if (!profile.labelFilter().admits(key)) {
            return constant(values.contains(null));
        }
        if (key.equals(SERVICE_ACCOUNT)) {
            return side(Dimension.SERVICE_ACCOUNT, values);
        }
        if (key.startsWith(NAMESPACE_LABELS + ".")) {
            return side(Dimension.namespaceLabel(key.substring(NAMESPACE_LABELS.length() + 1)), values);
        }
        return key.startsWith(RESERVED_KEYS)
                ? constant(values.contains(null))
                : side(Dimension.podLabel(key), values);
    }

    private static LabelBox side(Dimension dimension, ValueSet values) {
        return new LabelBox(new TreeMap<>(Map.of(dimension, values)));
    }

    private static LabelBox constant(boolean everything) {
        return everything ? LabelBox.ALL : LabelBox.NONE;
    }
}
