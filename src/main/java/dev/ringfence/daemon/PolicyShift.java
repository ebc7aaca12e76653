package dev.ringfence.daemon;

import dev.ringfence.drift.LivePolicy;
import dev.ringfence.model.Labels;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A policy that is not what it was: its object changed, or what it means.
///
/// @param before absent where there was none
/// @param now absent where there is none any more
record PolicyShift(PolicyKey key, Optional<LivePolicy> before, Optional<LivePolicy> now) {

    /// Whether the policy selects, or selected, pods of a namespace with these labels, as far as anybody can tell.
    boolean touches(String namespace, Labels labels) {
        return key.namespace().isEmpty()
                ? Stream.of(before, now).flatMap(Optional::stream)
                        .anyMatch(policy -> policy.touches(namespace, labels))
                : key.namespace().equals(namespace);
    }

    /// What the policy means now.
    List<Policy> meaning() {
        return now.map(LivePolicy::meaning).orElse(List.of());
    }
}
