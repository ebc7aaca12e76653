package dev.ringfence.baseline;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A policy that a baseline keeps in every guarded namespace.
///
/// @param path where it stands in the baseline, such as `spec.policies[0]`
/// @param manifest the complete object as a plain JSON tree, without a namespace; decoding it for a namespace succeeds
public record BaselinePolicy(PolicyKind kind, String name, String path, Map<String, Object> manifest) {
    /// On every policy that Ringfence writes: the name of the baseline that wants it.
    public static final String BASELINE_ANNOTATION = "ringfence.dev/baseline";

    /// What the policy is called where it is kept for `namespace`.
    public PolicyKey in(String namespace) {
        return new PolicyKey(kind.kind(), kind.isNamespaced() ? namespace : "", name);
    }

    /// What the policy says: the members `spec` and `specs` of the manifest, as far as it has them.
    public Map<String, Object> content() {
        return content(manifest);
    }

    /// What a policy says: the members `spec` and `specs` of its object, as far as it has them.
    public static Map<String, Object> content(Map<?, ?> object) {
        var content = new LinkedHashMap<String, Object>();
        for (var member : List.of("spec", "specs")) {
            var said = object.get(member);
            if (said != null) {
                content.put(member, said);
            }
        }
        return Collections.unmodifiableMap(content);
    }

    /// The complete object to create in `namespace` for the baseline called `baseline`.
    ///
    /// It carries the manifest's labels and annotations, and says whose it is: by the label `app.kubernetes.io/managed-by`
    /// unless the manifest has one, and by the annotation [#BASELINE_ANNOTATION].
    public Map<String, Object> manifestIn(String namespace, String baseline) {
        var written = Field.root(manifest).get("metadata");
        var labels = written.get("labels").textMap();
        labels.putIfAbsent("app.kubernetes.io/managed-by", "ringfence");
        var annotations = written.get("annotations").textMap();
        annotations.put(BASELINE_ANNOTATION, baseline);
        var object = new LinkedHashMap<>(manifest);
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", name);
        if (kind.isNamespaced()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        object.put("metadata", metadata);
        return Collections.unmodifiableMap(object);
    }
}
