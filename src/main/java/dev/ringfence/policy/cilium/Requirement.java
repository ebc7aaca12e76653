package dev.ringfence.policy.cilium;

import dev.ringfence.model.ValueSet;

/// What one label of an identity must be.
///
/// @param source where the label must come from: `any`, `k8s`, `reserved` and others
/// @param key the key without its source
record Requirement(String source, String key, ValueSet values) {
    static final String ANY = "any";
    static final String KUBERNETES = "k8s";
    static final String RESERVED = "reserved";

    /// A requirement on a label that comes from Kubernetes.
    static Requirement kubernetes(String key, ValueSet values) {
        return new Requirement(KUBERNETES, key, values);
    }

    boolean isReserved() {
        return source.equals(RESERVED);
    }

    /// Whether labels from Kubernetes, as those of pods, are asked.
    boolean asksKubernetes() {
        return source.equals(ANY) || source.equals(KUBERNETES);
    }

    boolean asksReserved() {
        return source.equals(ANY) || isReserved();
    }

    /// Whether the labels are asked by which Cilium knows addresses.
    boolean asksAddresses() {
        return source.equals("cidr") || source.equals("cidrgroup") || source.equals("fqdn");
    }
}
