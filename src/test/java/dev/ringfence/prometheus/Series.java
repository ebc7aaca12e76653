package dev.ringfence.prometheus;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One series of an answer, with its latest value.
///
/// @param labels all of them, `__name__` included where the series has a name
public record Series(Map<String, String> labels, double value) {

    public Series {
        labels = Map.copyOf(labels);
    }

    /// The value of a label; empty where the series does not have it.
    public String label(String name) {
        return Optional.ofNullable(labels.get(name)).orElse("");
    }

    static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
        return strings;
    }
}
