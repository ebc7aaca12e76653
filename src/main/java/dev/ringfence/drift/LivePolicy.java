package dev.ringfence.drift;

import dev.ringfence.model.Labels;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.cilium.KnownFields;
import dev.ringfence.policy.dialect.Dialects;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.dialect.ReferenceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A policy as it is live: the object, and what it means if that can be told.
///
/// @param meaning what it means, for each of its subjects; nothing where it does not follow its API, or where the enforcer does
///        not read its kind
/// @param problem why nobody knows what the enforcer makes of it; absent where that is known
/// @param references what it refers to, so that its meaning may change without it
public record LivePolicy(PolicyObject object, List<Policy> meaning, Optional<Problem> problem,
        Set<ReferenceKind> references) {

    public LivePolicy {
        meaning = List.copyOf(meaning);
        references = Set.copyOf(references);
    }

    /// Reads an object of the cluster.
    public static LivePolicy of(PolicyObject object, DecodingContext context) {
        var references = ReferenceKind.in(object.tree());
        var kind = PolicyKind.named(object.key().kind());
        if (kind.ineffective(context.profile()).isPresent()) {
            return new LivePolicy(object, List.of(), Optional.empty(), references);
        }
        var refusal = kind.hasSpecs() ? EnforcerAnswer.refusal(object.tree()) : Optional.<Problem>empty();
        if (refusal.isPresent()) {
            return new LivePolicy(object, List.of(), refusal, references);
        }
        try {
            var document = Field.root(object.tree());
            if (kind.hasSpecs()) {
                KnownFields.check(document);
            }
            var meaning = Dialects.decode(object.key(), document, context);
            return new LivePolicy(object, meaning, Optional.empty(), references);
        } catch (InvalidFieldException invalid) {
            return new LivePolicy(object, List.of(), Optional.of(invalid.problem()), references);
        }
    }

    /// Whether it selects, or may come to select, a pod of a namespace with these labels.
    public boolean touches(String namespace, Labels labels) {
        if (!object.key().namespace().isEmpty()) {
            return object.key().namespace().equals(namespace);
        }
        return problem.isPresent()
                || meaning.stream().anyMatch(policy -> policy.subject().touches(namespace, labels));
    }
}
