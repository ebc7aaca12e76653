package dev.ringfence.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who wrote which fields of an object, as `metadata.managedFields` keeps it.
///
/// @param manager the field manager
/// @param operation `Apply` or `Update`
/// @param subresource `status`, or empty
/// @param at when the write happened
record ManagedFields(String manager, String operation, String subresource, Instant at) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MANAGER_LIMIT = 128;

    ManagedFields {
        manager = manager.length() > MANAGER_LIMIT ? manager.substring(0, MANAGER_LIMIT) : manager;
    }

    /// Records in `after` what this manager changed since `before`.
    ///
    /// Lists count as one field. A field has the manager that changed it last, and no other.
    void record(ObjectNode before, ObjectNode after) {
        var changed = changes(content(before), content(after));
        if (changed.isEmpty()) {
            return;
        }
        var entries = JSON.createArrayNode();
        ObjectNode own = JSON.createObjectNode();
        for (var entry : before.path("metadata").path("managedFields")) {
            if (isOwn(entry)) {
                own = fields(entry).deepCopy();
            } else {
                keepOthers(entry, changed, entries);
            }
        }
        var entry = JSON.createObjectNode().put("manager", manager).put("operation", operation)
                .put("apiVersion", after.path("apiVersion").asString(""))
                .put("time", at.truncatedTo(ChronoUnit.SECONDS).toString()).put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", union(own, changed));
        if (!subresource.isEmpty()) {
            entry.put("subresource", subresource);
        }
        entries.add(entry);
        after.withObject("/metadata").set("managedFields", entries);
    }

    private boolean isOwn(JsonNode entry) {
        return entry.path("manager").asString("").equals(manager)
                && entry.path("operation").asString("").equals(operation)
                && entry.path("subresource").asString("").equals(subresource);
    }

    private static void keepOthers(JsonNode entry, ObjectNode changed, ArrayNode entries) {
        var kept = difference(fields(entry), changed);
        if (!kept.isEmpty()) {
            var other = (ObjectNode) entry.deepCopy();
            other.set("fieldsV1", kept);
            entries.add(other);
        }
    }

    private static ObjectNode fields(JsonNode entry) {
        return entry.path("fieldsV1") instanceof ObjectNode fields ? fields : JSON.createObjectNode();
    }

    /// An object without what the server itself writes.
    private static ObjectNode content(ObjectNode object) {
        var content = object.deepCopy();
        content.remove("apiVersion");
        content.remove("kind");
        if (content.path("metadata") instanceof ObjectNode metadata) {
            metadata.retain("labels", "annotations", "finalizers", "ownerReferences");
        }
        return content;
    }

    /// The fields of `after` that `before` has not, or has otherwise.
    private static ObjectNode changes(ObjectNode before, ObjectNode after) {
        var changes = JSON.createObjectNode();
        after.properties().forEach(member -> {
            var old = before.path(member.getKey());
            if (old.equals(member.getValue())) {
                return;
            }
            var nested = member.getValue() instanceof ObjectNode object && !object.isEmpty()
                    ? changes(old instanceof ObjectNode oldObject ? oldObject : JSON.createObjectNode(),
                            object)
                    : JSON.createObjectNode();
            changes.set("f:" + member.getKey(), nested);
        });
        before.properties().forEach(member -> {
            if (!after.has(member.getKey())) {
                changes.set("f:" + member.getKey(), JSON.createObjectNode());
            }
        });
        return changes;
    }

    private static ObjectNode union(ObjectNode left, ObjectNode right) {
        var union = left.deepCopy();
        right.properties().forEach(member -> union.set(member.getKey(),
                union.path(member.getKey()) instanceof ObjectNode object
                        && member.getValue() instanceof ObjectNode more
                                ? union(object, more)
                                : member.getValue()));
        return union;
    }

    private static ObjectNode difference(ObjectNode from, ObjectNode taken) {
        var rest = JSON.createObjectNode();
        from.properties().forEach(member -> {
            var lost = taken.path(member.getKey());
            if (lost.isMissingNode()) {
                rest.set(member.getKey(), member.getValue());
            } else if (member.getValue() instanceof ObjectNode object && lost instanceof ObjectNode less) {
                var kept = difference(object, less);
                if (!kept.isEmpty()) {
                    rest.set(member.getKey(), kept);
                }
            }
        });
        return rest;
    }
}
