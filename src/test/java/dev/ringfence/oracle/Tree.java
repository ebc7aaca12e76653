package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Steps into plain JSON trees, where an absent member of an object is an empty one.
final class Tree {
    private Tree() {}

    static boolean has(Map<String, Object> tree, String name) {
        return tree.get(name) != null;
    }

    @SuppressWarnings("unchecked") // Trees come from the generator, which gives members their types by name.
    static Map<String, Object> object(Map<String, Object> tree, String name) {
        return (Map<String, Object>) tree.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked") // As above.
    static List<Map<String, Object>> objects(Map<String, Object> tree, String name) {
        return (List<Map<String, Object>>) tree.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked") // As above.
    static List<String> texts(Map<String, Object> tree, String name) {
        return (List<String>) tree.getOrDefault(name, List.of());
    }

    static String text(Map<String, Object> tree, String name) {
        return String.valueOf(tree.getOrDefault(name, ""));
    }

    static Map<String, String> labels(Map<String, Object> tree, String name) {
        var labels = new TreeMap<String, String>();
        object(tree, name).forEach((key, value) -> labels.put(key, String.valueOf(value)));
        return labels;
    }

    /// A copy that shares nothing that can change.
    static Map<String, Object> copy(Map<String, Object> tree) {
        var copy = new LinkedHashMap<String, Object>();
        tree.forEach((name, member) -> copy.put(name, copyOf(member)));
        return copy;
    }

    @SuppressWarnings("unchecked") // Keys of JSON objects are strings.
    private static Object copyOf(Object member) {
        return switch (member) {
            case Map<?, ?> map -> copy((Map<String, Object>) map);
            case List<?> list -> {
                var items = new ArrayList<Object>();
                list.forEach(item -> items.add(copyOf(item)));
                yield items;
            }
            default -> member;
        };
    }
}
