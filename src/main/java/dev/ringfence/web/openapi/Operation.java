package dev.ringfence.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be asked for at one path, and what the answer looks like.
///
/// @param path parts in braces are parameters
/// @param id a name for programs
/// @param answer the record whose members the answer has
/// @param refusals why there may be no answer, by HTTP status
public record Operation(String path, String id, String summary, List<Parameter> parameters,
        Class<? extends Record> answer, Map<Integer, String> refusals) {

    public Operation {
        parameters = List.copyOf(parameters);
        refusals = Map.copyOf(refusals);
    }

    Map<String, Object> document(ViewSchemas schemas, Class<? extends Record> refusal) {
        var responses = new LinkedHashMap<String, Object>();
        responses.put("200", response("The answer.", schemas.reference(answer)));
        refusals.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> responses.put(entry.getKey().toString(),
                        response(entry.getValue(), schemas.reference(refusal))));
        var document = new LinkedHashMap<String, Object>();
        document.put("operationId", id);
        document.put("summary", summary);
        document.put("parameters", parameters.stream().map(Parameter::document).toList());
        document.put("responses", responses);
        return document;
    }

    private static Map<String, Object> response(String description, Map<String, Object> schema) {
        var response = new LinkedHashMap<String, Object>();
        response.put("description", description);
        response.put("content", Map.of("application/json", Map.of("schema", schema)));
        return response;
    }
}
