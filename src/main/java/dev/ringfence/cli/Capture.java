package dev.ringfence.cli;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.BaselinePolicy;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.Pod;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one namespace of a cluster is like, as a baseline document.
///
/// @param name what the baseline is called
record Capture(ClusterState state, String namespace, String name) {
    private static final Set<String> UNWANTED_ANNOTATIONS = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration", BaselinePolicy.BASELINE_ANNOTATION);
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    /// The document as a plain JSON tree; nothing where no selector tells the isolated pods from the others.
    ///
    /// @param workloads the selector of the guarded pods, where the user says it
    Optional<Map<String, Object>> document(Optional<Map<String, Object>> workloads) {
        var pods = state.snapshot().pods().stream().filter(pod -> pod.namespace().equals(namespace))
                .filter(pod -> !pod.is(Pod.Trait.FINISHED)).toList();
        var guarded = new GuardedPods(state.snapshot(), namespace, pods);
        return workloads.or(guarded::selector).map(selector -> document(selector, guarded.areAll()));
    }

    private Map<String, Object> document(Map<String, Object> workloads, boolean all) {
        var namespaces = new LinkedHashMap<String, Object>();
        namespaces.put("names", List.of(namespace));
        var labels = neededLabels();
        if (!labels.isEmpty()) {
            namespaces.put("labels", labels);
        }
        var scope = new LinkedHashMap<String, Object>();
        scope.put("namespaces", namespaces);
        scope.put("workloads", workloads);
        if (!all) {
            scope.put("otherPods", "Ignore");
        }
        var spec = new LinkedHashMap<String, Object>();
        spec.put("mode", "Observe");
        spec.put("scope", scope);
        spec.put("policies", state.objects().stream()
                .filter(object -> object.key().namespace().equals(namespace)).map(Capture::policy).toList());
        var trusted = trusted();
        if (!trusted.isEmpty()) {
            spec.put("trustedPolicies", trusted);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("apiVersion", Baseline.API_VERSION);
        document.put("kind", Baseline.KIND);
        document.put("metadata", Map.of("name", name));
        document.put("spec", spec);
        return document;
    }

    /// The policies of the whole cluster that can select a pod of the namespace: they belong to what is approved, and not to the
    /// namespace.
    private List<Map<String, Object>> trusted() {
        var labels = state.snapshot().labels(namespace);
        return state.snapshot().policies().stream()
                .filter(policy -> policy.key().namespace().isEmpty()
                        && policy.subject().touches(namespace, labels))
                .map(Policy::key).distinct().map(Capture::reference).toList();
    }

    private static Map<String, Object> reference(PolicyKey key) {
        var reference = new LinkedHashMap<String, Object>();
        reference.put("kind", key.kind());
        reference.put("name", key.name());
        return reference;
    }

    private static Map<String, Object> policy(PolicyObject object) {
        var tree = Field.root(object.tree());
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", object.key().name());
        var labels = tree.get("metadata").get("labels").textMap();
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        var annotations = new TreeMap<>(tree.get("metadata").get("annotations").textMap());
        annotations.keySet().removeAll(UNWANTED_ANNOTATIONS);
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        var policy = new LinkedHashMap<String, Object>();
        policy.put("apiVersion", object.apiVersion());
        policy.put("kind", object.key().kind());
        policy.put("metadata", metadata);
        for (var part : List.of("spec", "specs")) {
            Optional.ofNullable(tree.get(part).raw()).ifPresent(said -> policy.put(part, said));
        }
        return policy;
    }

    /// The labels of the namespace that some policy of the cluster asks for.
    private Map<String, String> neededLabels() {
        var asked = new TreeSet<String>();
        for (var policy : state.snapshot().policies()) {
            boxes(policy).stream().flatMap(box -> box.dimensions().stream())
                    .filter(side -> side.space() == Dimension.Space.NAMESPACE_LABEL)
                    .forEach(side -> asked.add(side.key()));
        }
        var labels = new TreeMap<>(state.snapshot().labels(namespace).toMap());
        labels.keySet().retainAll(asked);
        labels.remove(NAME_LABEL);
        return labels;
    }

    private static List<LabelBox> boxes(Policy policy) {
        var boxes = new ArrayList<LabelBox>();
        boxes.add(policy.subject());
        policy.rules().forEach(rule -> boxes.addAll(rule.peers().pods()));
        return boxes;
    }
}
