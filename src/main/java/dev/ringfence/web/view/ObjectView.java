package dev.ringfence.web.view;

import dev.ringfence.model.ObjectReference;
import java.util.Optional;

/// An object of the cluster.
///
/// @param namespace absent for a cluster-scoped object
/// @param uid absent where it is not known
public record ObjectView(String apiVersion, String kind, Optional<String> namespace, String name,
        Optional<String> uid) {

    public static ObjectView of(ObjectReference object) {
        return new ObjectView(object.apiVersion(), object.kind(), Text.unlessEmpty(object.namespace()),
                object.name(), Text.unlessEmpty(object.uid()));
    }
}
