package dev.ringfence.demo;

import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The ways in which a PATCH request changes an object.
///
/// Two simplifications: lists are replaced whole, by server-side apply and strategic merge too; and server-side apply
/// takes fields over without asking for force, and leaves fields in place that its manager no longer applies.
final class Patches {
    static final String APPLY = "application/apply-patch+yaml";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";

    private Patches() {}

    /// What becomes of `object`.
    static ObjectNode apply(String contentType, ObjectNode object, JsonNode patch) throws ApiFailure {
        return switch (contentType) {
            case JSON_PATCH -> jsonPatch(object, patch);
            case MERGE_PATCH, STRATEGIC_PATCH -> merged(object, members(patch), /* nullRemoves= */ true);
            case APPLY -> merged(object, members(patch), /* nullRemoves= */ false);
            default -> throw ApiFailure.unsupported("expected a patch, found " + contentType);
        };
    }

    private static ObjectNode jsonPatch(ObjectNode object, JsonNode patch) throws ApiFailure {
        try {
            return members(JsonPatch.apply(patch, object.deepCopy()));
        } catch (JsonPatchException problem) {
            throw ApiFailure.invalid("the server rejected the patch: " + problem.getMessage());
        }
    }

    private static ObjectNode merged(ObjectNode object, ObjectNode patch, boolean nullRemoves) {
        var merged = object.deepCopy();
        patch.properties().forEach(member -> {
            var name = member.getKey();
            var value = member.getValue();
            if (value.isNull()) {
                if (nullRemoves) {
                    merged.remove(name);
                }
            } else if (value instanceof ObjectNode nested) {
                var old = merged.path(name) instanceof ObjectNode existing ? existing : merged.objectNode();
                merged.set(name, merged(old, nested, nullRemoves));
            } else {
                merged.set(name, value);
            }
        });
        return merged;
    }

    private static ObjectNode members(JsonNode node) throws ApiFailure {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("expected an object, found " + node.getNodeType());
    }
}
