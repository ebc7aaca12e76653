package dev.ringfence.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// YAML as plain trees of maps, lists and scalars; a key that is there twice is an error.
final class Yaml {
    private Yaml() {}

    /// Every document that is not empty.
    static List<Map<String, Object>> maps(String text) {
        var documents = new ArrayList<Map<String, Object>>();
        for (var document : new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadAllFromString(text)) {
            if (document != null) {
                documents.add(map(document));
            }
        }
        return documents;
    }

    static Map<String, Object> map(String text) {
        var documents = maps(text);
        if (documents.size() != 1) {
            throw new IllegalArgumentException("expected one document, found " + documents.size());
        }
        return documents.getFirst();
    }

    static Map<String, Object> map(Path file) {
        try {
            return map(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " must be readable", failure);
        }
    }

    /// @throws ClassCastException if it is no map
    static Map<String, Object> map(Object node) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) node)
                .forEach((key, value) -> map.put(key.toString(), Objects.requireNonNullElse(value, "")));
        return map;
    }

    /// The value at a path such as `spec.rules.0.verbs`.
    ///
    /// @throws NoSuchElementException if there is none
    static Object at(Map<String, Object> tree, String path) {
        Object node = tree;
        for (var step : path.split("\\.", -1)) {
            node = switch (node) {
                case Map<?, ?> map when map.containsKey(step) -> Objects.requireNonNull(map.get(step));
                case List<?> list -> Objects.requireNonNull(list.get(Integer.parseInt(step)));
                default -> throw new NoSuchElementException(path + " must be there, up to " + step
                        + ", in: " + tree);
            };
        }
        return node;
    }

    static String write(Map<String, Object> tree) {
        return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
                .dumpToString(tree);
    }

    /// `one` with the members of `other`, as Helm merges values.
    static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        var merged = new LinkedHashMap<>(one);
        other.forEach((name, value) -> merged.merge(name, value,
                (here, there) -> here instanceof Map<?, ?> && there instanceof Map<?, ?>
                        ? merged(map(here), map(there))
                        : there));
        return merged;
    }
}
