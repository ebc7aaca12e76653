package dev.ringfence.baseline;

import java.util.List;

/// The isolation that was approved: which pods are guarded, and which policies and guarantees hold for them.
///
/// The document is the custom resource `IsolationBaseline` (ringfence.dev/v1alpha1), or a file with the same content.
///
/// @param generation the generation of the custom resource; 0 for a file
public record Baseline(String name, long generation, Mode mode, Scope scope, List<BaselinePolicy> policies,
        List<Guarantee> guarantees, List<PolicyReference> trustedPolicies, ForeignPolicies foreignPolicies,
        List<Exemption> exemptions) {
    public static final String API_VERSION = "ringfence.dev/v1alpha1";
    public static final String KIND = "IsolationBaseline";

    public Baseline {
        policies = List.copyOf(policies);
        guarantees = List.copyOf(guarantees);
        trustedPolicies = List.copyOf(trustedPolicies);
        exemptions = List.copyOf(exemptions);
    }
}
