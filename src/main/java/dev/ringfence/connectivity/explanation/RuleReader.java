package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.snapshot.SnapshotReach;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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

    /// What the rule says, as if it stood alone.
    Reading read(Policy policy, Rule rule) {
        return new Reading(policy, rule, peer(rule), question.ports().intersect(ports(rule)), PortSet.NONE);
    }

    private PortSet ports(Rule rule) {
        return question.destination() instanceof End.OfPod(var destination)
                ? rule.ports().resolve(destination.ports())
                : rule.ports().withoutNames();
    }

    private Answer peer(Rule rule) {
        return switch (question.peer(direction)) {
            case End.OfPod(var pod) -> pod(rule, pod);
            case End.OfAddress(var address) -> bounds(rule, peers -> peers.addresses().contains(address));
            case End.OfEntity(var entity) -> bounds(rule, peers -> peers.entities().contains(entity));
            case End.OfName name -> name(rule, name);
            case End.OfWorld() -> world(rule.peers(), rule.atMost());
        };
    }

    private static Answer bounds(Rule rule, Function<Peers, Boolean> means) {
        if (means.apply(rule.peers())) {
            return Answer.ALLOWED;
        }
        return means.apply(rule.atMost()) ? Answer.UNDECIDED : Answer.REFUSED;
    }

    /// The addresses of a name are not known, unless a rule means all addresses.
    private static Answer name(Rule rule, End.OfName name) {
        var byName = bounds(rule, peers -> peers.names().contains(name.absolute()));
        return byName == Answer.ALLOWED ? byName : world(rule.peers(), rule.atMost());
    }

    private static Answer world(Peers peers, Peers atMost) {
        if (peers.addresses().equals(AddressSet.ALL)) {
            return Answer.ALLOWED;
        }
        return atMost.addresses().isEmpty() ? Answer.REFUSED : Answer.UNDECIDED;
    }

    /// The rule alone, asked by the same engine that answers for all rules together.
    private Answer pod(Rule rule, Pod peer) {
        var sole = new Rule(rule.direction(), rule.path(), Action.ALLOW, rule.peers(), rule.atMost(),
                PortSet.ALL);
        var policies = snapshot.selecting(subject).stream().limit(1)
                .map(policy -> new Policy(policy.key(), policy.subject(),
                        Set.of(direction), List.of(sole)))
                .toList();
        var alone = new SnapshotReach(snapshot.withPolicies(policies), profile);
        return Question.answer(alone.traffic(subject, direction, peer));
    }
}
