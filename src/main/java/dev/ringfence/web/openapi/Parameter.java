package dev.ringfence.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A parameter of a request, in its path or its query.
///
/// @param in where it stands: `path` or `query`
/// @param schema what its value may be
public record Parameter(String name, String in, String description, Map<String, Object> schema) {

    /// A part of the path.
    public static Parameter inPath(String name, String description) {
        return new Parameter(name, "path", description, Map.of("type", "string"));
    }

    /// May be given several times, and is one of `values`; any text where there are none.
    public static Parameter filter(String name, String description, List<String> values) {
        var item = new LinkedHashMap<String, Object>(Map.of("type", "string"));
        if (values.isEmpty()) {
            item.put("minLength", 1);
        } else {
            item.put("enum", values);
        }
        return new Parameter(name, "query", description, Map.of("type", "array", "items", item));
    }

    /// How much a page has at most.
    public static Parameter limit(int usual, int most) {
        return new Parameter("limit", "query", "How many a page has at most.",
                Map.of("type", "integer", "minimum", 1, "maximum", most, "default", usual));
    }

    /// Where the page before ended.
    public static Parameter next() {
        return new Parameter("continue", "query", "The member of that name of the previous page.",
                Map.of("type", "string"));
    }

    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", name);
        document.put("in", in);
        document.put("description", description);
        document.put("required", in.equals("path"));
        document.put("schema", schema);
        return document;
    }
}
