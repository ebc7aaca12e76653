package dev.ringfence.oracle;

import dev.ringfence.fixture.Smallest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Ways to make lists of manifests smaller: by a manifest, an item of a list, or an optional member of an object.
final class SmallerTrees {
    /// What makes a tree the object that it is.
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "metadata", "name", "namespace",
            "spec", "status", "key", "operator", "ip", "action", "tier");

    private SmallerTrees() {}

    /// The lists that lack one part, whole manifests first.
    static Stream<List<Map<String, Object>>> of(List<Map<String, Object>> manifests) {
        return Stream.concat(Smallest.without(manifests), replacing(manifests, SmallerTrees::tree));
    }

    /// The lists in which one item is smaller.
    private static <T> Stream<List<T>> replacing(List<T> items, Smaller<T> smaller) {
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .flatMap(i -> smaller.than(items.get(i)).map(item -> {
                    var replaced = new ArrayList<>(items);
                    replaced.set(i, item);
                    return List.copyOf(replaced);
                }));
    }

    /// The next smaller forms of something.
    @FunctionalInterface
    private interface Smaller<T> {
        Stream<? extends T> than(T item);
    }

    private static Stream<Map<String, Object>> tree(Map<String, Object> tree) {
        return Stream.concat(
                tree.keySet().stream().filter(name -> !IDENTITY.contains(name)).map(name -> {
                    var fewer = Tree.copy(tree);
                    fewer.remove(name);
                    return fewer;
                }),
                tree.entrySet().stream().flatMap(member -> smaller(member.getValue()).map(value -> {
                    var replaced = Tree.copy(tree);
                    replaced.put(member.getKey(), value);
                    return replaced;
                })));
    }

    @SuppressWarnings("unchecked") // Keys of JSON objects are strings.
    private static Stream<Object> smaller(Object member) {
        return switch (member) {
            case Map<?, ?> map -> tree((Map<String, Object>) map).map(tree -> tree);
            case List<?> list -> Stream.concat(Smallest.without((List<Object>) list),
                    replacing((List<Object>) list, SmallerTrees::smaller)).map(items -> items);
            default -> Stream.empty();
        };
    }
}
