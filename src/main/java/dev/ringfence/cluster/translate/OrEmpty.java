package dev.ringfence.cluster.translate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The empty value for whatever an object of the API leaves out.
final class OrEmpty {
    private OrEmpty() {}

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// The elements that are there.
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    static <V> Map<String, V> map(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
