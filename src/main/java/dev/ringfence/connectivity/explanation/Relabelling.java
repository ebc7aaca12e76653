package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.Pod;
import dev.ringfence.model.ValueSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The labels that would bring a pod into a box of the label space, or out of it.
final class Relabelling {

    private Relabelling() {}

    /// What to change so that the box contains the pod; nothing where labels alone cannot do that.
    static Optional<List<Step>> into(LabelBox box, Pod pod, Snapshot snapshot) {
        var point = snapshot.point(pod);
        var steps = new ArrayList<Step>();
        for (var side : box.sides().entrySet()) {
            if (!side.getValue().contains(point.at(side.getKey()))) {
                var step = step(side.getKey(), side.getValue(), pod);
                if (step.isEmpty()) {
                    return Optional.empty();
                }
                steps.add(step.get());
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps);
    }

    /// Single changes by each of which the box loses the pod.
    static Stream<Step> outOf(LabelBox box, Pod pod) {
        return box.sides().entrySet().stream()
                .filter(side -> side.getKey().space() == Dimension.Space.POD_LABEL)
                .flatMap(side -> step(side.getKey(), side.getValue().complement(), pod).stream());
    }

    private static Optional<Step> step(Dimension dimension, ValueSet wanted, Pod pod) {
        // To take a label away is simpler than to find another value for it.
        var value = wanted.contains(null) ? Optional.of(new ValueSet.Sample(null)) : wanted.sample();
        return value.flatMap(sample -> switch (dimension.space()) {
            case POD_LABEL -> Optional
                    .<Step>of(new Step.RelabelPods(pod.workload(), dimension.key(), sample.value()));
            case NAMESPACE_LABEL -> Optional
                    .<Step>of(new Step.RelabelNamespace(pod.namespace(), dimension.key(), sample.value()));
            case NAMESPACE_NAME -> Optional.empty();
        });
    }
}
