package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.snapshot.SnapshotReach;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.List;
import java.util.Set;

/// Reads single rules with one question in mind.
final class RuleReader {
    private final Question question;
    private final Direction direction;
    private final Pod subject;
    private final Snapshot snapshot;
    private final EnforcementProfile profile;

    RuleReader(Question question, Direction direction, Pod subject, Snapshot snapshot,
            EnforcementProfile profile) {
        this.question = question;
        this.direction = direction;
        this.subject = subject;
        this.snapshot = snapshot;
        this.profile = profile;
    }

    Reading read(Policy policy, Rule rule) {
        return new Reading(policy, rule, peer(rule), !question.ports().intersect(ports(rule)).isEmpty());
    }

    private PortSet ports(Rule rule) {
        return switch (question.destination()) {
            case End.OfPod(var destination) -> rule.ports().resolve(destination.ports());
            case End.OfAddress _ -> rule.ports().withoutNames();
        };
    }

    private Answer peer(Rule rule) {
        return switch (question.peer(direction)) {
            case End.OfAddress(var address) -> rule.peers().addresses().contains(address)
                    ? Answer.ALLOWED
                    : Answer.REFUSED;
            case End.OfPod(var pod) -> pod(rule, pod);
        };
    }

    /// The rule alone, asked by the same engine that answers for all rules together.
    private Answer pod(Rule rule, Pod peer) {
        var sole = new Rule(rule.direction(), rule.path(), Action.ALLOW, rule.peers(), rule.atMost(),
                PortSet.ALL);
        var policies = snapshot.selecting(subject).stream().limit(1)
                .map(policy -> new Policy(policy.key(), policy.subject(),
                        Set.of(direction), List.of(sole)))
                .toList();
        var bounds = new SnapshotReach(snapshot.withPolicies(policies), profile).with(subject, direction,
                peer);
        return Question.answer(bounds);
    }
}
