package dev.ringfence.baseline;

import dev.ringfence.policy.PolicyKey;
import java.util.Optional;

/// Points from a baseline to policies that it does not contain.
///
/// @param namespace absent for a cluster-scoped kind, or to mean the name in every guarded namespace
public record PolicyReference(String kind, Optional<String> namespace, String name) {

    public boolean matches(PolicyKey key) {
        return kind.equals(key.kind()) && name.equals(key.name())
                && namespace.map(key.namespace()::equals).orElse(true);
    }
}
