package dev.ringfence.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The OpenAPI document of a set of operations.
public final class OpenApi {
    private static final String VERSION = "3.1.0";

    private OpenApi() {}

    /// Describes `operations`, and every record that their answers are made of.
    ///
    /// @param refusal the record whose members an error has
    public static Map<String, Object> document(String title, String version, List<Operation> operations,
            Class<? extends Record> refusal) {
        var schemas = new ViewSchemas();
        var paths = new LinkedHashMap<String, Object>();
        operations.forEach(operation -> paths.put(operation.path(),
                Map.of("get", operation.document(schemas, refusal))));
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", VERSION);
        document.put("info", Map.of("title", title, "version", version));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.all()));
        return document;
    }
}
