package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What could make one side refuse traffic that it lets through.
final class ClosingSteps {
    private static final String NAME = "isolation";

    private final Question question;
    private final Snapshot snapshot;
    private final Side side;

    ClosingSteps(Question question, Snapshot snapshot, Side side) {
        this.question = question;
        this.snapshot = snapshot;
        this.side = side;
    }

    List<Remedy> candidates() {
        if (!side.subject().isSubjectToPolicies()) {
            return List.of();
        }
        return side.isolating().isEmpty() ? isolating() : narrowing();
    }

    /// A policy that isolates already could select the pod too; or a new one could.
    private List<Remedy> isolating() {
        var candidates = new ArrayList<Remedy>();
        for (var policy : snapshot.policies()) {
            if (policy.isolates().contains(side.direction())) {
                Relabelling.into(policy.subject(), side.subject(), snapshot)
                        .ifPresent(steps -> candidates.add(new Remedy(steps)));
            }
        }
        var subject = side.subject();
        var key = new PolicyKey("NetworkPolicy", subject.namespace(), unusedName(subject.namespace()));
        var policy = new Policy(key, OpeningSteps.box(subject), Set.of(side.direction()), List.of());
        candidates.add(new Remedy(List.of(new Step.Isolate(policy, side.direction(),
                "pods labelled {" + subject.labels() + "}"))));
        return candidates;
    }

    private String unusedName(String namespace) {
        var name = NAME;
        while (isTaken(namespace, name)) {
            name += "-";
        }
        return name;
    }

    private boolean isTaken(String namespace, String name) {
        return snapshot.policies().stream().map(Policy::key)
                .anyMatch(key -> key.namespace().equals(namespace) && key.name().equals(name));
    }

    /// All rules that let the traffic through could go; or the peer could lose a label that they ask for.
    private List<Remedy> narrowing() {
        var allowing = RemedySearch.allowing(side);
        var candidates = new ArrayList<Remedy>();
        candidates.add(new Remedy(allowing.stream()
                .<Step>map(reading -> new Step.RemoveRule(reading.policy().key(), reading.rule().path()))
                .toList()));
        if (question.peer(side.direction()) instanceof End.OfPod(var peer)) {
            allowing.stream().flatMap(reading -> reading.rule().peers().pods().stream())
                    .flatMap(box -> Relabelling.outOf(box, peer))
                    .forEach(step -> candidates.add(new Remedy(List.of(step))));
        }
        return candidates;
    }
}
