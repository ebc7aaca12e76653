package dev.ringfence.cluster.translate;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/// One shared instance for all equal values, kept for as long as somebody uses it.
///
/// A cluster repeats itself: its pods share nodes, label sets and owners by the thousand.
final class Interner<T> {
    private final Map<T, WeakReference<T>> shared = new WeakHashMap<>();

    /// The shared instance that equals `value`, which becomes it where there is none.
    synchronized T share(T value) {
        var known = shared.get(value);
        var instance = known == null ? null : known.get();
        if (instance != null) {
            return instance;
        }
        shared.put(value, new WeakReference<>(value));
        return value;
    }

    /// How many instances are shared at the moment.
    synchronized int size() {
        return shared.size();
    }
}
