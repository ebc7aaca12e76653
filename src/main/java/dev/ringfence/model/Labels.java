package dev.ringfence.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The labels of one object: an immutable map from key to value, compact enough to keep one per pod.
public final class Labels implements Comparable<Labels> {
    /// No labels at all.
    public static final Labels EMPTY = new Labels(new String[0]);

    /// Keys and values in turn, sorted by key.
    private final String[] entries;
    private final int hash;

    private Labels(String[] entries) {
        this.entries = entries;
        this.hash = Arrays.hashCode(entries);
    }

    /// The labels of `map`.
    public static Labels of(Map<String, String> map) {
        if (map.isEmpty()) {
            return EMPTY;
        }
        var entries = new String[map.size() * 2];
        var next = 0;
        for (var entry : new TreeMap<>(map).entrySet()) {
            entries[next++] = entry.getKey();
            entries[next++] = entry.getValue();
        }
        return new Labels(entries);
    }

    /// The value of `key`, or null where there is no such label; an empty value is a value.
    public @Nullable String get(String key) {
        for (var i = 0; i < entries.length; i += 2) {
            if (entries[i].equals(key)) {
                return entries[i + 1];
            }
        }
        return null;
    }

    /// The labels whose keys are among `keys`.
    public Labels projectedOn(Set<String> keys) {
        var kept = 0;
        for (var i = 0; i < entries.length; i += 2) {
            kept += keys.contains(entries[i]) ? 2 : 0;
        }
        if (kept == entries.length) {
            return this;
        }
        if (kept == 0) {
            return EMPTY;
        }
        var projected = new String[kept];
        var next = 0;
        for (var i = 0; i < entries.length; i += 2) {
            if (keys.contains(entries[i])) {
                projected[next++] = entries[i];
                projected[next++] = entries[i + 1];
            }
        }
        return new Labels(projected);
    }

    /// The labels whose key and value are as wanted.
    public Labels where(BiPredicate<String, String> wanted) {
        var kept = new String[entries.length];
        var next = 0;
        for (var i = 0; i < entries.length; i += 2) {
            if (wanted.test(entries[i], entries[i + 1])) {
                kept[next++] = entries[i];
                kept[next++] = entries[i + 1];
            }
        }
        if (next == entries.length) {
            return this;
        }
        return next == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, next));
    }

    /// Calls for each key and its value, in order of key.
    public void forEach(BiConsumer<String, String> consumer) {
        for (var i = 0; i < entries.length; i += 2) {
            consumer.accept(entries[i], entries[i + 1]);
        }
    }

    /// The keys, in order.
    public List<String> keys() {
        var keys = new String[entries.length / 2];
        for (var i = 0; i < keys.length; i++) {
            keys[i] = entries[2 * i];
        }
        return List.of(keys);
    }

    /// Whether every label of `required` is here with the same value.
    public boolean containsAll(Labels required) {
        for (var i = 0; i < required.entries.length; i += 2) {
            if (!required.entries[i + 1].equals(get(required.entries[i]))) {
                return false;
            }
        }
        return true;
    }

    /// How many labels there are.
    public int size() {
        return entries.length / 2;
    }

    /// The labels as a map in order of key.
    public Map<String, String> toMap() {
        var map = new TreeMap<String, String>();
        for (var i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
        return map;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(entries, other.entries);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels labels && hash == labels.hash
                && Arrays.equals(entries, labels.entries);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// `key=value` pairs, comma separated, in order of key.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var i = 0; i < entries.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(entries[i]).append('=').append(entries[i + 1]);
        }
        return text.toString();
    }
}
