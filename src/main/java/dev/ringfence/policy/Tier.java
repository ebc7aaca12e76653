package dev.ringfence.policy;

/// Where a policy stands in the order of evaluation (network-policy-api, API overview).
public enum Tier {
    /// Ordered by priority, and before every policy of a namespace.
    ADMIN,
    /// Without order: what a pod may do is the union of all, less what some deny. Final for pods that are isolated.
    NAMESPACE,
    /// Ordered by priority, for what no tier before has decided.
    BASELINE
}
