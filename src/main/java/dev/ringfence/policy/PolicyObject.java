package dev.ringfence.policy;

import dev.ringfence.model.FieldChange;
import dev.ringfence.model.ObjectReference;
import java.util.Map;
import java.util.Optional;

/// A policy object as the cluster holds it, not decoded yet.
///
/// @param key what it is called
/// @param apiVersion such as `networking.k8s.io/v1`
/// @param resourceVersion the version of the object, opaque
/// @param changedBy who last changed it, where the object says so
/// @param tree the object as a plain JSON tree; `spec` is complete, other members may be left out
public record PolicyObject(PolicyKey key, String apiVersion, String uid, String resourceVersion,
        Optional<FieldChange> changedBy, Map<String, Object> tree) {

    public ObjectReference reference() {
        return new ObjectReference(apiVersion, key.kind(), key.namespace(), key.name(), uid);
    }
}
