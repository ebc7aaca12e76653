package dev.ringfence.e2e;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A drift as `/api/v1/drifts` shows it.
///
/// @param object kind and name of the object, without its namespace
/// @param rule where in the object the cause is; empty where it is the whole object
/// @param changedBy the field manager that is blamed; empty where nobody is
/// @param actions what was done and how it ended, as `Action: Result`, without repetitions
/// @param closedAt absent while the drift lasts
/// @param json all of it
record SeenDrift(String id, String kind, String verdict, String severity, String state, String object,
        String rule, String changedBy, List<String> actions, Optional<Instant> closedAt, JsonNode json) {

    static SeenDrift of(JsonNode json) {
        return new SeenDrift(text(json, "/id"), text(json, "/kind"), text(json, "/verdict"),
                text(json, "/severity"), text(json, "/state"),
                text(json, "/object/kind") + " " + text(json, "/object/name"), text(json, "/cause/rule"),
                text(json, "/cause/changedBy/manager"),
                json.at("/actions").valueStream()
                        .map(action -> text(action, "/action") + ": " + text(action, "/result")).distinct()
                        .toList(),
                Optional.of(text(json, "/closedAt")).filter(at -> !at.isEmpty()).map(Instant::parse), json);
    }

    /// The member at a JSON pointer; empty where there is none.
    static String text(JsonNode json, String pointer) {
        return json.at(pointer).asString("");
    }

    String summary() {
        return text(json, "/summary");
    }

    Instant detectedAt() {
        return Instant.parse(text(json, "/detectedAt"));
    }

    /// Kind, object, state and what was done: what most tests are about.
    String outline() {
        return (kind + " " + object + " " + state + " " + actions).replace(" []", "");
    }
}
