package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Tier;
import java.util.ArrayList;
import java.util.List;

/// What could make one side refuse traffic that it lets through.
final class ClosingSteps {
    private final Situation situation;
    private final Side side;
    private final NewRules written;

    ClosingSteps(Situation situation) {
        this.situation = situation;
        side = situation.side();
        written = new NewRules(situation);
    }

    List<Remedy> candidates() {
        if (!side.subject().isSubjectToPolicies()) {
            return List.of();
        }
        var candidates = new ArrayList<Remedy>();
        if (side.isolating().isEmpty()) {
            candidates.addAll(isolating());
        }
        candidates.addAll(narrowing());
        candidates.addAll(denying());
        return candidates;
    }

    /// A policy that isolates already could select the pod too; or a new one could.
    private List<Remedy> isolating() {
        var candidates = new ArrayList<Remedy>();
        for (var policy : situation.snapshot().policies()) {
            if (policy.isolates().contains(side.direction())) {
                Relabelling.into(policy.subject(), side.subject(), situation.snapshot())
                        .ifPresent(steps -> candidates.add(new Remedy(steps)));
            }
        }
        candidates.add(Remedy.of(written.isolation()));
        return candidates;
    }

    /// All rules that let the traffic through could go; or the peer could lose a label that they ask for.
    private List<Remedy> narrowing() {
        var candidates = new ArrayList<Remedy>();
        candidates.add(Situation.without(side.deciding(Action.ALLOW)));
        var allowing = side.rules().stream().filter(Reading::allows).toList();
        candidates.add(Situation.without(allowing));
        if (situation.peer() instanceof End.OfPod(var peer)) {
            allowing.stream().flatMap(reading -> reading.rule().peers().pods().stream())
                    .flatMap(box -> Relabelling.outOf(box, peer))
                    .forEach(step -> candidates.add(Remedy.of(step)));
        }
        return candidates;
    }

    /// Where the dialect has rules that deny, one could deny just this.
    private List<Remedy> denying() {
        var candidates = new ArrayList<Remedy>();
        written.first(Action.DENY).ifPresent(step -> candidates.add(Remedy.of(step)));
        for (var policy : situation.snapshot().selecting(side.subject())) {
            if (policy.acts().contains(side.direction()) && policy.tier() == Tier.NAMESPACE
                    && policy.key().kind().startsWith("Cilium")) {
                candidates.add(Remedy.of(written.last(policy, Action.DENY)));
            }
        }
        side.rules().stream()
                .filter(reading -> reading.decides() && reading.policy().tier() != Tier.NAMESPACE)
                .forEach(reading -> candidates.add(Remedy.of(
                        Situation.edit(reading,
                                new RuleEdit.ChangeAction(reading.rule().path(), Action.DENY)))));
        return candidates;
    }
}
