package dev.ringfence.cli;

import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Direction;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The pods of a namespace that its policies isolate in every direction in which they isolate any, and a selector for them.
final class GuardedPods {
    /// Labels that controllers set anew for each revision or run.
    private static final Set<String> VOLATILE = Set.of("pod-template-hash", "controller-revision-hash",
            "pod-template-generation", "controller-uid", "batch.kubernetes.io/controller-uid", "job-name",
            "batch.kubernetes.io/job-name", "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index");

    private final List<Pod> guarded;
    private final List<Pod> others;

    GuardedPods(Snapshot snapshot, String namespace, List<Pod> pods) {
        var isolated = EnumSet.noneOf(Direction.class);
        snapshot.policies().stream().filter(policy -> policy.key().namespace().equals(namespace))
                .forEach(policy -> isolated.addAll(policy.isolates()));
        guarded = pods.stream().filter(pod -> isolations(snapshot, pod).containsAll(isolated)).toList();
        others = pods.stream().filter(pod -> !guarded.contains(pod)).toList();
    }

    /// By its labels alone: that policies cannot hold a pod does not mean that it should not be guarded.
    private static Set<Direction> isolations(Snapshot snapshot, Pod pod) {
        var isolations = EnumSet.noneOf(Direction.class);
        var point = snapshot.point(pod);
        snapshot.policies().stream().filter(policy -> policy.subject().contains(point))
                .forEach(policy -> isolations.addAll(policy.isolates()));
        return isolations;
    }

    /// Whether there are no other pods.
    boolean areAll() {
        return others.isEmpty();
    }

    /// A selector that matches these pods and no others; nothing where none of the simple ones does.
    Optional<Map<String, Object>> selector() {
        if (areAll()) {
            return Optional.of(Map.of());
        }
        if (guarded.isEmpty()) {
            return Optional.empty();
        }
        var common = new TreeMap<>(guarded.getFirst().labels().toMap());
        common.keySet().removeAll(VOLATILE);
        guarded.forEach(pod -> common.entrySet()
                .removeIf(label -> !label.getValue().equals(pod.labels().get(label.getKey()))));
        for (var label : common.entrySet()) {
            if (others.stream().noneMatch(pod -> label.getValue().equals(pod.labels().get(label.getKey())))) {
                return Optional.of(Map.of("matchLabels", Map.of(label.getKey(), label.getValue())));
            }
        }
        if (others.stream()
                .noneMatch(pod -> pod.labels().toMap().entrySet().containsAll(common.entrySet()))) {
            return Optional.of(Map.of("matchLabels", Collections.unmodifiableMap(common)));
        }
        return byOneKey();
    }

    /// A key that all these pods have, with values that no other has.
    private Optional<Map<String, Object>> byOneKey() {
        var keys = new TreeSet<>(guarded.getFirst().labels().toMap().keySet());
        keys.removeAll(VOLATILE);
        for (var key : keys) {
            var values = new TreeSet<String>();
            guarded.stream().map(pod -> pod.labels().get(key)).filter(Objects::nonNull).forEach(values::add);
            var everywhere = guarded.stream().allMatch(pod -> pod.labels().get(key) != null);
            var apart = others.stream().map(pod -> pod.labels().get(key)).filter(Objects::nonNull)
                    .noneMatch(values::contains);
            if (everywhere && apart) {
                var expression = new LinkedHashMap<String, Object>();
                expression.put("key", key);
                expression.put("operator", "In");
                expression.put("values", List.copyOf(values));
                return Optional.of(Map.of("matchExpressions", List.of(expression)));
            }
        }
        return Optional.empty();
    }
}
