package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.List;

/// What could make one side let traffic through that it refuses.
final class OpeningSteps {
    private final Question question;
    private final Snapshot snapshot;
    private final Side side;
    private final NewRules written;

    OpeningSteps(Question question, Snapshot snapshot, Side side) {
        this.question = question;
        this.snapshot = snapshot;
        this.side = side;
        this.written = new NewRules(question, snapshot, side);
    }

    List<Remedy> candidates() {
        var candidates = new ArrayList<Remedy>(allowing());
        var lifting = lifting();
        candidates.addAll(lifting);
        // What denies and what does not allow may both have to change.
        for (var lifted : lifting) {
            allowing().forEach(allowed -> candidates.add(lifted.and(allowed)));
        }
        written.first(Action.ALLOW).ifPresent(step -> candidates.add(new Remedy(List.of(step))));
        return candidates;
    }

    /// Where nothing allows the traffic, some rule could.
    private List<Remedy> allowing() {
        var candidates = new ArrayList<Remedy>();
        var peer = question.peer(side.direction());
        for (var reading : side.rules()) {
            if (reading.rule().action() != Action.ALLOW || reading.limitsRequests()) {
                continue;
            }
            if (reading.peer() == Answer.ALLOWED && reading.ports().isEmpty()) {
                candidates.add(new Remedy(List.of(new Step.AddPorts(reading.policy().key(),
                        reading.rule().path(), question.ports()))));
            }
        }
        for (var reading : side.rules()) {
            if (reading.rule().action() == Action.ALLOW && !reading.ports().isEmpty()
                    && peer instanceof End.OfPod(var pod) && RemedySearch.hasLabels(peer)) {
                reading.rule().peers().pods().forEach(box -> Relabelling.into(box, pod, snapshot)
                        .ifPresent(steps -> candidates.add(new Remedy(steps))));
            }
        }
        for (var policy : side.isolating()) {
            candidates.add(new Remedy(List.of(written.last(policy, Action.ALLOW))));
        }
        candidates.add(new Remedy(side.isolating().stream()
                .<Step>map(policy -> new Step.RemovePolicy(policy.key())).distinct().toList()));
        return candidates;
    }

    /// Where rules deny the traffic, they could go, or an exception could stand before them, or the peer could lose a label that they
    /// ask for.
    private List<Remedy> lifting() {
        var candidates = new ArrayList<Remedy>();
        candidates.add(removed(side.deciding(Action.DENY)));
        candidates.add(removed(side.rules().stream()
                .filter(reading -> reading.matches() && reading.rule().action() == Action.DENY).toList()));
        for (var reading : side.deciding(Action.DENY)) {
            var key = reading.policy().key();
            if (reading.policy().tier() != Tier.NAMESPACE) {
                candidates.add(new Remedy(List.of(written.before(reading.policy(), reading.rule().path()))));
                candidates.add(new Remedy(
                        List.of(new Step.ChangeAction(key, reading.rule().path(), Action.ALLOW))));
            }
            if (question.peer(side.direction()) instanceof End.OfPod(var peer)) {
                reading.rule().peers().pods().stream().flatMap(box -> Relabelling.outOf(box, peer))
                        .forEach(step -> candidates.add(new Remedy(List.of(step))));
            }
        }
        candidates.removeIf(remedy -> remedy.steps().isEmpty());
        return candidates;
    }

    private static Remedy removed(List<Reading> readings) {
        return new Remedy(readings.stream()
                .<Step>map(reading -> new Step.RemoveRule(reading.policy().key(), reading.rule().path()))
                .distinct().toList());
    }
}
