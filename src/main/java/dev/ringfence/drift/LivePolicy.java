package dev.ringfence.drift;

import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.Optional;

/// A policy as it is live: the object, and what it means if that can be told.
///
/// @param policy what it means; absent where it does not follow its API
/// @param problem why it means nothing; absent where it means something
public record LivePolicy(PolicyObject object, Optional<Policy> policy, Optional<Problem> problem) {

    /// Reads an object of the cluster.
    public static LivePolicy of(PolicyObject object) {
        try {
            var policy = NetworkPolicyDecoder.decode(object.key(), Field.root(object.tree()));
            return new LivePolicy(object, Optional.of(policy), Optional.empty());
        } catch (InvalidFieldException invalid) {
            return new LivePolicy(object, Optional.empty(), Optional.of(invalid.problem()));
        }
    }
}
