package dev.ringfence.e2e;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/// Documents as plain trees.
final class Trees {
    private Trees() {}

    static Map<String, Object> of(String yaml) {
        return Serialization.unmarshal(marked(yaml), new TypeReference<Map<String, Object>>() {
        });
    }

    static <T> T of(String yaml, Class<T> type) {
        return Serialization.unmarshal(marked(yaml), type);
    }

    /// A YAML document that begins with a brace would be taken for JSON.
    private static String marked(String yaml) {
        return "---\n" + yaml;
    }

    /// `one` with the members of `other`, which win; maps are merged member by member unless the other one is empty, lists replaced.
    static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        var merged = new LinkedHashMap<>(one);
        other.forEach((name, value) -> merged.merge(name, value, Trees::mergedValue));
        return merged;
    }

    @SuppressWarnings("unchecked") // a map in a JSON document has strings for keys
    private static Object mergedValue(Object one, Object other) {
        return one instanceof Map<?, ?> here && other instanceof Map<?, ?> there && !there.isEmpty()
                ? merged((Map<String, Object>) here, (Map<String, Object>) there)
                : other;
    }
}
