package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.List;

/// What could make one side let traffic through that it refuses.
final class OpeningSteps {
    private final Situation situation;
    private final Side side;
    private final NewRules written;

    OpeningSteps(Situation situation) {
        this.situation = situation;
        side = situation.side();
        written = new NewRules(situation);
    }

    List<Remedy> candidates() {
        var candidates = new ArrayList<Remedy>(allowing());
        var lifting = lifting();
        candidates.addAll(lifting);
        // What denies and what does not allow may both have to change.
        for (var lifted : lifting) {
            allowing().forEach(allowed -> candidates.add(lifted.and(allowed)));
        }
        written.first(Action.ALLOW).ifPresent(step -> candidates.add(Remedy.of(step)));
        return candidates;
    }

    /// Where nothing allows the traffic, some rule could.
    private List<Remedy> allowing() {
        var candidates = new ArrayList<Remedy>();
        for (var reading : side.rules()) {
            if (reading.rule().action() != Action.ALLOW || reading.limitsRequests()) {
                continue;
            }
            if (reading.peer() == Answer.ALLOWED && reading.ports().isEmpty()) {
                candidates.add(Remedy.of(Situation.edit(reading,
                        new RuleEdit.AddPorts(reading.rule().path(), situation.question().ports()))));
            }
        }
        for (var reading : side.rules()) {
            if (reading.rule().action() == Action.ALLOW && !reading.ports().isEmpty()
                    && situation.peer() instanceof End.OfPod(var pod) && pod.isSubjectToPolicies()) {
                reading.rule().peers().pods().forEach(box -> Relabelling.into(box, pod, situation.snapshot())
                        .ifPresent(steps -> candidates.add(new Remedy(steps))));
            }
        }
        for (var policy : side.isolating()) {
            candidates.add(Remedy.of(written.last(policy, Action.ALLOW)));
        }
        candidates.add(new Remedy(side.isolating().stream()
                .<Step>map(policy -> new Step.RemovePolicy(policy.key())).distinct().toList()));
        return candidates;
    }

    /// Where rules deny the traffic, they could go, or an exception could stand before them, or the peer could lose a label that they
    /// ask for.
    private List<Remedy> lifting() {
        var candidates = new ArrayList<Remedy>();
        candidates.add(Situation.without(side.deciding(Action.DENY)));
        candidates.add(Situation.without(side.rules().stream()
                .filter(reading -> reading.matches() && reading.rule().action() == Action.DENY).toList()));
        for (var reading : side.deciding(Action.DENY)) {
            if (reading.policy().tier() != Tier.NAMESPACE) {
                candidates.add(Remedy.of(written.before(reading)));
                candidates.add(Remedy.of(Situation.edit(reading,
                        new RuleEdit.ChangeAction(reading.rule().path(), Action.ALLOW))));
            }
            if (situation.peer() instanceof End.OfPod(var peer)) {
                reading.rule().peers().pods().stream().flatMap(box -> Relabelling.outOf(box, peer))
                        .forEach(step -> candidates.add(Remedy.of(step)));
            }
        }
        candidates.removeIf(remedy -> remedy.steps().isEmpty());
        return candidates;
    }
}
