package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.TrafficBounds;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.ClusterReach;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An answer with all its reasons.
///
/// @param allowed what passes, of the ports that were asked for
/// @param sides the ends whose policies decide: the source first
/// @param remedies the smallest changes that were found to turn the answer round, each tried out, the nearest first
public record Explanation(Question question, Answer answer, TrafficBounds allowed, List<Side> sides,
        List<Remedy> remedies) {

    /// One end whose policies decide.
    ///
    /// @param subject the pod whose policies these are
    /// @param isolating the policies that isolate it in this direction; where there is none, everything is allowed that no rule denies
    /// @param rules every rule of all policies that act on the pod in this direction, in the order in which they decide
    /// @param doubts the policies of which nobody can tell what the enforcer makes of them
    /// @param overriding why traffic passes, or does not, whatever the rules say; absent where they decide
    public record Side(Direction direction, Pod subject, List<Policy> isolating, List<Reading> rules,
            List<Policy> doubts, Optional<Overriding> overriding, TrafficBounds allowed, Answer answer) {
        public Side {
            isolating = List.copyOf(isolating);
            rules = List.copyOf(rules);
            doubts = List.copyOf(doubts);
        }

        /// The rules of one tier, in order.
        public List<Reading> rules(Tier tier) {
            return rules.stream().filter(reading -> reading.policy().tier() == tier).toList();
        }

        /// The rules that do something with some of the traffic, with nothing before them that decides.
        List<Reading> deciding(Action action) {
            return rules.stream().filter(reading -> reading.decides() && reading.rule().action() == action)
                    .toList();
        }
    }

    /// Why rules do not have the last word.
    public enum Overriding {
        /// The enforcer is told to enforce none.
        NOT_ENFORCED,
        /// The enforcer isolates every pod.
        ALWAYS_ENFORCED,
        /// The enforcer lets this peer in unless a rule denies it.
        LET_IN
    }

    /// What a rule says about the traffic.
    ///
    /// @param peer whether the other end is one of the rule's peers
    /// @param ports which of the ports that are asked for are the rule's
    /// @param settled on which of them it has the last word, or passes on to the next tier
    public record Reading(Policy policy, Rule rule, Answer peer, PortSet ports, PortSet settled) {

        /// Whether the rule allows some of the traffic, if nothing before it decides.
        public boolean allows() {
            return matches() && rule.action() == Action.ALLOW;
        }

        /// Whether the rule speaks of the traffic.
        public boolean matches() {
            return peer == Answer.ALLOWED && !ports.isEmpty();
        }

        /// Whether nothing before it has decided about all of the traffic of which it speaks.
        public boolean decides() {
            return !settled.isEmpty();
        }

        /// Whether the rule looks into what is said.
        public boolean limitsRequests() {
            return !rule.said().equals(PortConstraint.PLAIN);
        }

        Reading settling(PortSet decided) {
            return new Reading(policy, rule, peer, ports, decided);
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
        var acting = snapshot.selecting(subject).stream().filter(policy -> policy.acts().contains(direction))
                .toList();
        var isolating = acting.stream().filter(policy -> policy.isolates().contains(direction)).toList();
        var always = profile.enforcement() == EnablePolicy.ALWAYS;
        var held = always || acting.stream().anyMatch(policy -> policy.tier() == Tier.NAMESPACE);
        var reader = new RuleReader(question, direction, subject, snapshot, profile);
        var rules = RuleOrder.of(acting, direction, reader, question.ports(), held);
        var bounds = question.bounds(reach, direction);
        return new Side(direction, subject, isolating, rules,
                snapshot.selecting(subject).stream().filter(policy -> policy.doubt().isPresent()).toList(),
                overriding(question, direction, profile), bounds,
                Question.answer(bounds));
    }

    private static Optional<Overriding> overriding(Question question, Direction direction,
            EnforcementProfile profile) {
        if (profile.enforcement() == EnablePolicy.NEVER) {
            return Optional.of(Overriding.NOT_ENFORCED);
        }
        if (direction == Direction.INGRESS && question.source() instanceof End.OfEntity(Entity entity)
                && profile.letsIn().contains(entity)) {
            return Optional.of(Overriding.LET_IN);
        }
        return profile.enforcement() == EnablePolicy.ALWAYS
                ? Optional.of(Overriding.ALWAYS_ENFORCED)
                : Optional.empty();
    }
}
