package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Pod;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What could make one side let traffic through that it refuses.
final class OpeningSteps {
    private final Question question;
    private final Snapshot snapshot;
    private final Side side;

    OpeningSteps(Question question, Snapshot snapshot, Side side) {
        this.question = question;
        this.snapshot = snapshot;
        this.side = side;
    }

    List<Remedy> candidates() {
        var candidates = new ArrayList<Remedy>();
        var peer = question.peer(side.direction());
        for (var reading : side.rules()) {
            if (reading.peer() == Answer.ALLOWED && !reading.ports()) {
                candidates.add(new Remedy(List.of(new Step.AddPorts(reading.policy().key(),
                        reading.rule().path(), question.ports()))));
            } else if (reading.ports() && peer instanceof End.OfPod(var pod)
                    && RemedySearch.hasLabels(peer)) {
                reading.rule().peers().pods().forEach(box -> Relabelling.into(box, pod, snapshot)
                        .ifPresent(steps -> candidates.add(new Remedy(steps))));
            }
        }
        for (var policy : side.isolating()) {
            candidates.add(new Remedy(List.of(new Step.AddRule(policy.key(),
                    Step.rule(side.direction(), peers(peer), question.ports()), name(peer)))));
        }
        candidates.add(new Remedy(side.isolating().stream()
                .<Step>map(policy -> new Step.RemovePolicy(policy.key())).toList()));
        return candidates;
    }

    private static Peers peers(End end) {
        return switch (end) {
            case End.OfAddress(var address) -> new Peers(List.of(), AddressSet.of(single(address)),
                    PodAddresses.UP_TO_ENFORCER, Set.of());
            case End.OfPod(var pod) -> Peers.pods(List.of(box(pod)));
        };
    }

    private static AddressRange single(Address address) {
        return new AddressRange(address, address);
    }

    /// The pods of the namespace that have all labels of the pod.
    static LabelBox box(Pod pod) {
        var selector = LabelSelector.EVERYTHING;
        for (var label : pod.labels().toMap().entrySet()) {
            selector = selector.and(label.getKey(), ValueSet.of(label.getValue()));
        }
        return LabelBox.namespace(pod.namespace()).intersect(selector.onPods());
    }

    private static String name(End end) {
        return switch (end) {
            case End.OfAddress(var address) -> address.toString();
            case End.OfPod(var pod) -> "pods labelled {" + pod.labels() + "} of namespace " + pod.namespace();
        };
    }
}
