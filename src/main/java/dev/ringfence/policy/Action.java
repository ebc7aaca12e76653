package dev.ringfence.policy;

/// What a rule does with the traffic that it speaks of.
public enum Action {
    /// Allows it; in an ordered tier, for good.
    ALLOW,
    /// Denies it, for good.
    DENY,
    /// Leaves it to the next tier, past the rest of its own (network-policy-api, `Pass`).
    PASS
}
