package dev.ringfence.policy;

import java.util.Comparator;

/// Names one policy object.
///
/// @param kind such as `NetworkPolicy`
/// @param namespace empty for a cluster-scoped kind
public record PolicyKey(String kind, String namespace, String name) implements Comparable<PolicyKey> {
    private static final Comparator<PolicyKey> ORDER = Comparator.comparing(PolicyKey::kind)
            .thenComparing(PolicyKey::namespace).thenComparing(PolicyKey::name);

    @Override
    public int compareTo(PolicyKey other) {
        return ORDER.compare(this, other);
    }

    /// `Kind namespace/name`.
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
