package dev.ringfence.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Creates, changes and deletes objects by the rules that all kinds share: names, versions, generations, namespaces.
final class ObjectWriter {
    private static final String METADATA = "/metadata";

    private final ObjectStore store;
    private final ResourceKinds kinds;
    private final Clock clock;

    ObjectWriter(ObjectStore store, ResourceKinds kinds, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
    }

    ObjectNode create(ResourcePath collection, ResourceKind kind, ObjectNode submitted, ApiRequest request)
            throws ApiFailure {
        var object = submitted.deepCopy();
        var metadata = object.withObject(METADATA);
        if (metadata.path("name").asString("").isEmpty()) {
            var prefix = metadata.path("generateName").asString("");
            if (prefix.isEmpty()) {
                throw ApiFailure.invalid("metadata.name: expected a name or generateName, found neither");
            }
            metadata.put("name", prefix + UUID.randomUUID().toString().substring(0, 5));
        }
        var path = collection.named(metadata.path("name").asString(""));
        checkPlace(path, kind, object);
        if (store.get(path).isPresent()) {
            throw ApiFailure.alreadyExists(path);
        }
        metadata.remove("managedFields");
        metadata.put("uid", UUID.randomUUID().toString()).put("generation", 1).put("creationTimestamp",
                now());
        if (!path.namespace().isEmpty()) {
            metadata.put("namespace", path.namespace());
        }
        if (kind.hasStatus()) {
            object.remove("status");
        }
        if (path.isNamespaceObject()) {
            metadata.withObject("/labels").put("kubernetes.io/metadata.name", path.name());
            object.withObject("/status").put("phase", "Active");
        }
        record(object.objectNode(), object, request, "");
        return store(path, object);
    }

    /// Replaces `current` by `wanted`, but for what a client may not change; no change at all is no write.
    ObjectNode update(ResourcePath path, ResourceKind kind, ObjectNode current, ObjectNode wanted,
            ApiRequest request) throws ApiFailure {
        var claimed = wanted.path("metadata").path("resourceVersion").asString("");
        var version = current.path("metadata").path("resourceVersion").asString("");
        if (!claimed.isEmpty() && !claimed.equals(version)) {
            throw ApiFailure.conflict(path, "expected resource version " + claimed + ", found " + version);
        }
        checkPlace(path, kind, wanted);
        var updated = updated(path, kind, current, wanted);
        if (updated.equals(current)) {
            return current;
        }
        if (!specOf(updated).equals(specOf(current))) {
            updated.withObject(METADATA).put("generation",
                    current.path("metadata").path("generation").asInt(0) + 1);
        }
        record(current, updated, request, path.subresource());
        return store(path, updated);
    }

    /// Deletes an object; with a namespace, all that is in it.
    void delete(ResourcePath path, ApiRequest request) throws ApiFailure {
        var current = store.get(path).orElseThrow(() -> ApiFailure.notFound(path));
        var metadata = current.path("metadata");
        for (var condition : request.object().path("preconditions").properties()) {
            var found = metadata.path(condition.getKey()).asString("");
            if (!condition.getValue().asString("").equals(found)) {
                throw ApiFailure.conflict(path, "expected " + condition.getKey() + " "
                        + condition.getValue().asString("") + ", found " + found);
            }
        }
        if (path.isNamespaceObject()) {
            var terminating = current.deepCopy();
            terminating.withObject(METADATA).put("deletionTimestamp", now());
            terminating.withObject("/status").put("phase", "Terminating");
            store.put(path, terminating);
            store.contents(path.name()).forEach(store::remove);
        }
        store.remove(path);
    }

    private ObjectNode store(ResourcePath path, ObjectNode object) {
        var place = new ResourcePath(path.group(), path.version(), path.namespace(), path.plural(),
                path.name(), "");
        if (path.plural().equals("customresourcedefinitions")) {
            kinds.learn(object);
        }
        return store.put(place, object);
    }

    private static ObjectNode updated(ResourcePath path, ResourceKind kind, ObjectNode current,
            ObjectNode wanted) {
        if (path.subresource().equals("status")) {
            var updated = current.deepCopy();
            updated.set("status",
                    wanted.path("status").isMissingNode() ? wanted.objectNode() : wanted.path("status"));
            return updated;
        }
        var updated = wanted.deepCopy();
        var metadata = updated.withObject(METADATA);
        for (var fixed : new String[]{"uid", "creationTimestamp", "generation", "resourceVersion",
                "managedFields",
                "namespace", "name"}) {
            var value = current.path("metadata").path(fixed);
            if (value.isMissingNode()) {
                metadata.remove(fixed);
            } else {
                metadata.set(fixed, value);
            }
        }
        if (kind.hasStatus()) {
            updated.remove("status");
            if (current.has("status")) {
                updated.set("status", current.path("status"));
            }
        }
        if (path.isNamespaceObject()) {
            metadata.withObject("/labels").put("kubernetes.io/metadata.name", path.name());
        }
        return updated;
    }

    private void checkPlace(ResourcePath path, ResourceKind kind, ObjectNode object) throws ApiFailure {
        var found = object.path("apiVersion").asString("") + " " + object.path("kind").asString("");
        if (!found.equals(path.apiVersion() + " " + kind.kind())) {
            throw ApiFailure
                    .badRequest("expected " + path.apiVersion() + " " + kind.kind() + ", found " + found);
        }
        var name = object.path("metadata").path("name").asString(path.name());
        var namespace = object.path("metadata").path("namespace").asString(path.namespace());
        if (!name.equals(path.name()) || !namespace.equals(path.namespace())) {
            throw ApiFailure.badRequest("the name of the object (" + namespace + "/" + name
                    + ") does not match the name on the URL (" + path.namespace() + "/" + path.name() + ")");
        }
        if (kind.namespaced()) {
            var home = new ResourcePath("", "v1", "", "namespaces", path.namespace(), "");
            if (store.get(home).isEmpty()) {
                throw ApiFailure.notFound(home);
            }
        }
    }

    private void record(ObjectNode before, ObjectNode after, ApiRequest request, String subresource) {
        var operation = request.contentType().equals(Patches.APPLY) ? "Apply" : "Update";
        new ManagedFields(request.fieldManager(), operation, subresource, Instant.now(clock)).record(before,
                after);
    }

    private String now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// What the generation counts changes of.
    private static ObjectNode specOf(ObjectNode object) {
        return object.deepCopy().remove(java.util.List.of("metadata", "status"));
    }
}
