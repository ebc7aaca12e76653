package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.model.FieldChange;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Objects of the reference case, as the shell would hand them to the loop.
public final class Specimen {
    public static final String NAMESPACE = "ai-workloads";
    public static final String BASELINE = "ai-workloads";
    public static final PolicyKey POLICY = new PolicyKey("NetworkPolicy", NAMESPACE, "ai-workload-isolation");
    public static final Map<String, String> MODEL = Map.of("workload", "ai", "team", "data-science");

    private Specimen() {}

    public static Map<String, Object> isolation() {
        return Map.of("podSelector", Map.of("matchLabels", MODEL), "policyTypes", List.of("Ingress"),
                "ingress",
                List.of(rule(Map.of("role", "data-collector"), 80)));
    }

    public static Map<String, Object> rule(Map<String, String> peer, int port) {
        return Map.of("from", List.of(Map.of("podSelector", Map.of("matchLabels", peer))), "ports",
                List.of(Map.of("port", port)));
    }

    /// Selects every pod of its namespace and lets everybody in.
    public static Map<String, Object> open() {
        return Map.of("podSelector", Map.of(), "ingress", List.of(Map.of()));
    }

    public static BaselineObject baseline(String mode, long generation, Map<String, Object> more) {
        var spec = new HashMap<String, Object>(Map.of("mode", mode, "scope",
                Map.of("namespaces", Map.of("names", List.of(NAMESPACE), "create", true), "workloads",
                        Map.of("matchLabels", MODEL)),
                "policies",
                List.of(Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata",
                        Map.of("name", POLICY.name()), "spec", isolation()))));
        spec.putAll(more);
        return new BaselineObject(BASELINE, BaselineObject.Source.CLUSTER, "uid-baseline", generation,
                Map.of("apiVersion", "ringfence.dev/v1alpha1", "kind", "IsolationBaseline", "metadata",
                        Map.of("name", BASELINE), "spec", spec),
                Optional.empty());
    }

    public static PolicyObject policy(String name, String version, Map<String, Object> spec) {
        return new PolicyObject(new PolicyKey("NetworkPolicy", NAMESPACE, name), "networking.k8s.io/v1",
                "uid-" + name, version,
                Optional.of(new FieldChange("kubectl", "Update", Instant.EPOCH)), Map.of("spec", spec));
    }

    public static Namespace namespace(String name) {
        return new Namespace(name, "uid-" + name, Labels.of(Map.of("kubernetes.io/metadata.name", name)),
                false);
    }

    public static Pod pod(String namespace, String name, Map<String, String> labels) {
        return new Pod(namespace, name, "uid-" + namespace + "-" + name, Labels.of(labels),
                new Workload("v1", "Pod", namespace, name), List.of(), List.of(), "node-1", Set.of());
    }
}
