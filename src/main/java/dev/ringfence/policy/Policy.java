package dev.ringfence.policy;

import dev.ringfence.model.LabelBox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A policy of any dialect in the one form that the engine knows; where an object has several subjects, one of them.
///
/// @param key the object
/// @param tier where in the order of evaluation it stands
/// @param priority among the policies of an ordered tier, the lowest first; 0 elsewhere
/// @param subject the pods that it selects
/// @param isolates the directions in which a selected pod has only what some policy allows it
/// @param acts the directions in which its rules count
/// @param rules what it says, in the order of the object
/// @param doubt why it cannot be told what the enforcer makes of the object; absent where it can
public record Policy(PolicyKey key, Tier tier, int priority, LabelBox subject, Set<Direction> isolates,
        Set<Direction> acts, List<Rule> rules, Optional<String> doubt) {

    public Policy {
        isolates = Set.copyOf(isolates);
        acts = Set.copyOf(acts);
        rules = List.copyOf(rules);
    }

    /// A policy that isolates in every direction in which it acts, as a NetworkPolicy does.
    public Policy(PolicyKey key, LabelBox subject, Set<Direction> isolates, List<Rule> rules) {
        this(key, Tier.NAMESPACE, 0, subject, isolates, isolates, rules, Optional.empty());
    }

    /// The rules of one direction, in order; none where they do not count.
    public List<Rule> rules(Direction direction) {
        if (!acts.contains(direction) || rules.isEmpty()) {
            return List.of();
        }
        var some = new ArrayList<Rule>(rules.size());
        for (var rule : rules) {
            if (rule.direction() == direction) {
                some.add(rule);
            }
        }
        return Collections.unmodifiableList(some);
    }
}
