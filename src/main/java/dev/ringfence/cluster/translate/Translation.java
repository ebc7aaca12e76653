package dev.ringfence.cluster.translate;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Objects of the Kubernetes API as values of the model.
///
/// Every member of an object but its name may be absent. Nothing of a translated object is referred to afterwards. Every
/// method throws [IllegalArgumentException] for an object without a name. Safe for use by several threads.
public final class Translation {
    private static final String TERMINATING = "Terminating";

    private final Pods pods = new Pods();

    public Pod pod(io.fabric8.kubernetes.api.model.Pod pod) {
        return pods.translate(pod);
    }

    public Namespace namespace(io.fabric8.kubernetes.api.model.Namespace namespace) {
        var metadata = Metadata.of(namespace);
        var terminating = metadata.getDeletionTimestamp() != null
                || (namespace.getStatus() != null && TERMINATING.equals(namespace.getStatus().getPhase()));
        return new Namespace(metadata.getName().intern(), OrEmpty.text(metadata.getUid()),
                Pods.labels(metadata),
                terminating);
    }

    /// A policy, undecoded.
    ///
    /// @param apiVersion what the object is read as: objects in a list do not say so themselves
    public PolicyObject policy(String apiVersion, String kind, GenericKubernetesResource policy) {
        var metadata = Metadata.of(policy);
        var key = new PolicyKey(kind, OrEmpty.text(metadata.getNamespace()).intern(), metadata.getName());
        return new PolicyObject(key, apiVersion, OrEmpty.text(metadata.getUid()),
                OrEmpty.text(metadata.getResourceVersion()), FieldChanges.newestOf(metadata),
                PolicyConditions.with(document(apiVersion, kind, policy), policy));
    }

    /// A baseline, undecoded.
    ///
    /// @param apiVersion what the object is read as: objects in a list do not say so themselves
    public BaselineObject baseline(String apiVersion, String kind, GenericKubernetesResource baseline) {
        var metadata = Metadata.of(baseline);
        var generation = metadata.getGeneration();
        return new BaselineObject(metadata.getName(), BaselineObject.Source.CLUSTER,
                OrEmpty.text(metadata.getUid()), generation == null ? 0 : generation,
                document(apiVersion, kind, baseline), ApprovedPeersStatus.read(baseline));
    }

    /// All of an object but its status, which is what Ringfence says about it, not what people asked for.
    private static Map<String, Object> document(String apiVersion, String kind,
            GenericKubernetesResource object) {
        var document = new LinkedHashMap<String, Object>();
        document.put("apiVersion", apiVersion);
        document.put("kind", kind);
        document.put("metadata", Metadata.tree(object.getMetadata()));
        OrEmpty.map(object.getAdditionalProperties()).forEach((name, value) -> {
            if (!"status".equals(name)) {
                document.put(name, value);
            }
        });
        return JsonTree.frozen(document);
    }
}
