package dev.ringfence.policy;

import dev.ringfence.model.LabelBox;
import java.util.List;
import java.util.Set;

/// A policy of any dialect in the one form that the engine knows.
///
/// @param subject the pods that it selects
/// @param isolates the directions in which a selected pod has only what some policy allows it
/// @param rules what it allows, in the order of the object
public record Policy(PolicyKey key, LabelBox subject, Set<Direction> isolates, List<Rule> rules) {

    public Policy {
        isolates = Set.copyOf(isolates);
        rules = List.copyOf(rules);
    }

    /// The rules of one direction, in order; none where the policy does not isolate in it, since they are inert then.
    public List<Rule> rules(Direction direction) {
        return isolates.contains(direction)
                ? rules.stream().filter(rule -> rule.direction() == direction).toList()
                : List.of();
    }
}
