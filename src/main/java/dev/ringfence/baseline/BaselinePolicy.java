package dev.ringfence.baseline;

import dev.ringfence.policy.PolicyKey;
import java.util.Map;

/// A policy that a baseline keeps in every guarded namespace.
///
/// @param path where it stands in the baseline, such as `spec.policies[0]`
/// @param manifest the complete object as a plain JSON tree, without a namespace; decoding it for a namespace succeeds
public record BaselinePolicy(String apiVersion, String kind, String name, String path,
        Map<String, Object> manifest) {

    /// What the policy is called in `namespace`.
    public PolicyKey in(String namespace) {
        return new PolicyKey(kind, namespace, name);
    }
}
