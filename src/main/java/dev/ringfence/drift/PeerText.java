package dev.ringfence.drift;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.Labels;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Entity;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Pods that do not exist yet, in words.
final class PeerText {
    private PeerText() {}

    /// A peer that is neither a pod nor an address.
    static String entity(Entity entity) {
        return switch (entity) {
            case HOST -> "the pod's own node";
            case REMOTE_NODE -> "any other node";
            case KUBE_APISERVER -> "the API server";
            case INGRESS -> "Cilium's ingress";
            case HEALTH -> "Cilium's health check";
            case INIT -> "any endpoint without labels yet";
            case UNMANAGED -> "any pod that Cilium does not manage";
        };
    }

    /// A pod with the given labels.
    static String pod(Labels labels) {
        return labels.size() == 0 ? "any pod" : "a pod labelled " + labels;
    }

    /// Pods within the given sides, such as `any pod labelled role=x of namespace y`.
    static String pods(Map<Dimension, ValueSet> sides) {
        var own = new StringJoiner(" and ");
        var namespaceLabels = new StringJoiner(" and ");
        new TreeMap<>(sides).forEach((dimension, values) -> {
            switch (dimension.space()) {
                case POD_LABEL -> own.add(label(dimension.key(), values));
                case NAMESPACE_LABEL -> namespaceLabels.add(label(dimension.key(), values));
                case NAMESPACE_NAME -> {
                }
            }
        });
        var names = sides.getOrDefault(Dimension.NAMESPACE, ValueSet.ALL);
        var text = new StringBuilder("any pod");
        text.append(own.length() == 0 ? "" : " " + own);
        text.append(" of ").append(namespace(names));
        return text.append(namespaceLabels.length() == 0 ? "" : " " + namespaceLabels).toString();
    }

    private static String namespace(ValueSet names) {
        if (!names.others()) {
            return "namespace " + String.join(" or ", names.values());
        }
        return names.values().isEmpty() ? "any namespace" : "any namespace yet to be made";
    }

    private static String label(String key, ValueSet values) {
        var sample = values.sample().map(ValueSet.Sample::value).orElse(null);
        if (values.others() && values.absent()) {
            return "not labelled " + key + "=" + String.join(" or ", values.values());
        }
        if (sample == null) {
            return "without label " + key;
        }
        return values.others() ? "labelled " + key : "labelled " + key + "=" + sample;
    }
}
