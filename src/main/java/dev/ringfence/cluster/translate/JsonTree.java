package dev.ringfence.cluster.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain JSON trees that nobody can change any more; absent, empty and null stay apart.
final class JsonTree {
    private JsonTree() {}

    /// An unchangeable copy of an object's members, in their order.
    static Map<String, Object> frozen(Map<?, ?> members) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, value) -> copy.put(String.valueOf(name).intern(), frozenValue(value)));
        // Values may be null, as everywhere in a JSON tree; the declared type cannot say so.
        @SuppressWarnings("NullAway")
        Map<String, Object> tree = Collections.unmodifiableMap(copy);
        return tree;
    }

    private static @Nullable Object frozenValue(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> members -> frozen(members);
            case List<?> items -> frozen(items);
            case null -> null;
            case Object scalar -> scalar;
        };
    }

    private static List<@Nullable Object> frozen(List<?> items) {
        var copy = new ArrayList<@Nullable Object>(items.size());
        items.forEach(item -> copy.add(frozenValue(item)));
        return Collections.unmodifiableList(copy);
    }
}
