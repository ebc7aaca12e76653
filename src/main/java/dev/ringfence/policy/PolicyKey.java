package dev.ringfence.policy;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

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

    // Written out, as is hashCode: what a record makes of itself is slow before it is compiled, and policies are many.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PolicyKey that && name.equals(that.name)
                && namespace.equals(that.namespace) && kind.equals(that.kind));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + namespace.hashCode()) + name.hashCode();
    }

    /// `Kind namespace/name`.
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
