package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.snapshot.ClusterReach;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// An answer with all its reasons.
///
/// @param allowed what passes, of the ports that were asked for
/// @param sides the ends whose policies decide: the source first
/// @param remedies the smallest changes that were found to turn the answer round, each tried out, the nearest first
public record Explanation(Question question, Answer answer, PortBounds allowed, List<Side> sides,
        List<Remedy> remedies) {

    /// One end whose policies decide.
    ///
    /// @param subject the pod whose policies these are
    /// @param isolating the policies that isolate it in this direction; where there is none, everything is allowed
    /// @param rules every rule of all policies that act on the pod in this direction, in the order in which they decide
    public record Side(Direction direction, Pod subject, List<Policy> isolating, List<Reading> rules,
            PortBounds allowed, Answer answer) {
        public Side {
            isolating = List.copyOf(isolating);
            rules = List.copyOf(rules);
        }
    }

    /// What a rule says about the traffic.
    ///
    /// @param peer whether the other end is one of the rule's peers
    /// @param ports whether one of the ports that are asked for is one of the rule's ports
    public record Reading(Policy policy, Rule rule, Answer peer, boolean ports) {

        /// Whether the rule allows the traffic, if nothing before it decides.
        public boolean allows() {
            return matches() && rule.action() == Action.ALLOW;
        }

        /// Whether the rule speaks of the traffic.
        public boolean matches() {
            return peer == Answer.ALLOWED && ports;
        }
    }

    public Explanation {
        sides = List.copyOf(sides);
        remedies = List.copyOf(remedies);
    }

    /// Answers a question about a snapshot.
    ///
    /// @param engine tells the reach of a snapshot
    public static Explanation of(Question question, Snapshot snapshot, EnforcementProfile profile,
            Function<Snapshot, ClusterReach> engine) {
        var reach = engine.apply(snapshot);
        var bounds = question.bounds(reach);
        var sides = new ArrayList<Side>();
        for (var direction : List.of(Direction.EGRESS, Direction.INGRESS)) {
            if (question.subject(direction) instanceof End.OfPod(var subject)) {
                sides.add(side(question, direction, subject, snapshot, profile, reach));
            }
        }
        var answer = Question.answer(bounds);
        var remedies = question.isToItself()
                ? List.<Remedy>of()
                : new RemedySearch(question, snapshot, engine).find(answer, sides);
        return new Explanation(question, answer, bounds, sides, remedies);
    }

    private static Side side(Question question, Direction direction, Pod subject, Snapshot snapshot,
            EnforcementProfile profile, ClusterReach reach) {
        var isolating = snapshot.selecting(subject).stream()
                .filter(policy -> policy.isolates().contains(direction)).toList();
        var acting = snapshot.selecting(subject).stream().filter(policy -> policy.acts().contains(direction))
                .sorted(Comparator.comparing(Policy::tier).thenComparingInt(Policy::priority)
                        .thenComparing(Policy::key))
                .toList();
        var reader = new RuleReader(question, direction, subject, snapshot, profile);
        var rules = acting.stream().flatMap(policy -> policy.rules(direction).stream()
                .map(rule -> reader.read(policy, rule))).toList();
        var bounds = question.bounds(reach, direction);
        return new Side(direction, subject, isolating, rules, bounds, Question.answer(bounds));
    }
}
