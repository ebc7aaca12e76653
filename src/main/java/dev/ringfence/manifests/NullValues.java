package dev.ringfence.manifests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the API server makes of null in objects of the kinds that it knows itself: where something has to stand, an empty value.
///
/// So a label without a value is a label with the empty value, which a selector asks for, and an element of a list of rules
/// without content is an empty rule. In custom kinds null never stands for a value.
final class NullValues {
    private static final Set<String> GROUPS = Set.of("", "apps", "batch", "extensions", "networking.k8s.io");
    private static final Set<String> MAPS_OF_TEXT = Set.of("matchLabels", "labels", "annotations");
    private static final Set<String> LISTS_OF_TEXT = Set.of("values", "policyTypes", "except");
    private static final Set<String> LISTS_OF_OBJECTS = Set.of("ingress", "egress", "from", "to", "ports",
            "matchExpressions");

    private NullValues() {}

    /// The object with empty values for those that are null and count.
    static Map<?, ?> filled(Map<?, ?> object) {
        var version = object.get("apiVersion") instanceof String text ? text : "";
        var group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        return GROUPS.contains(group) ? members(object, "") : object;
    }

    private static @Nullable Object filled(@Nullable Object value, String name) {
        return switch (value) {
            case Map<?, ?> members -> members(members, name);
            case List<?> items -> items(items, name);
            case null, default -> value;
        };
    }

    private static Map<?, ?> members(Map<?, ?> members, String name) {
        var filled = new LinkedHashMap<Object, @Nullable Object>();
        members.forEach((key, value) -> filled.put(key, value == null && MAPS_OF_TEXT.contains(name)
                ? ""
                : filled(value, String.valueOf(key))));
        return filled;
    }

    private static List<?> items(List<?> items, String name) {
        var filled = new ArrayList<@Nullable Object>(items.size());
        for (var item : items) {
            filled.add(item == null ? empty(name) : filled(item, ""));
        }
        return filled;
    }

    private static @Nullable Object empty(String list) {
        if (LISTS_OF_OBJECTS.contains(list)) {
            return Map.of();
        }
        return LISTS_OF_TEXT.contains(list) ? "" : null;
    }
}
