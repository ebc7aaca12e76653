package dev.ringfence.policy.cilium;

import dev.ringfence.policy.Policy;
import java.util.List;

/// A policy, and what its rules ask for beyond peers and ports.
///
/// @param policy what the engine knows of it: a rule that restricts requests allows its ports
/// @param rules the rules of the policy, in the same order
record ReadPolicy(Policy policy, List<RestrictedRule> rules) {

    ReadPolicy {
        rules = List.copyOf(rules);
    }
}
