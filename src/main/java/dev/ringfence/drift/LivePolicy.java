package dev.ringfence.drift;

import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.Dialects;
import java.util.List;
import java.util.Optional;

/// A policy as it is live: the object, and what it means if that can be told.
///
/// @param meaning what it means, for each of its subjects; nothing where it does not follow its API
/// @param problem why it means nothing; absent where it means something
public record LivePolicy(PolicyObject object, List<Policy> meaning, Optional<Problem> problem) {

    public LivePolicy {
        meaning = List.copyOf(meaning);
    }

    /// Reads an object of the cluster.
    public static LivePolicy of(PolicyObject object, DecodingContext context) {
        try {
            var meaning = Dialects.decode(object.key(), Field.root(object.tree()), context);
            return new LivePolicy(object, meaning, Optional.empty());
        } catch (InvalidFieldException invalid) {
            return new LivePolicy(object, List.of(), Optional.of(invalid.problem()));
        }
    }
}
