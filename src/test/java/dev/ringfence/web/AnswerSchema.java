package dev.ringfence.web;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an OpenAPI document says of answers, taken at its word: members of which it does not speak must not be there.
final class AnswerSchema {
    private final SchemaRegistry registry = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final ObjectNode document;

    AnswerSchema(JsonNode document) {
        this.document = (ObjectNode) document.deepCopy();
        this.document.at("/components/schemas").forEach(schema -> {
            if (schema.has("properties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
    }

    /// Where an answer is not what the document says of a status of a path; nothing if it is.
    List<String> problems(String path, int status, JsonNode answer) {
        var reference = document.path("paths").path(path).path("get").path("responses")
                .path(String.valueOf(status))
                .path("content").path("application/json").path("schema").path("$ref").asString();
        return registry.getSchema(document.deepCopy().put("$ref", reference)).validate(answer).stream()
                .map(problem -> path + ": " + problem).sorted().toList();
    }
}
