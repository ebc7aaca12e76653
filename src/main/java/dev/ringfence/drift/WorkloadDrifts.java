package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The drifts of pods that the baseline's policies do not hold: lost labels, no covering policy, host network.
final class WorkloadDrifts {
    private final Circumstances circumstances;
    private final DriftDraft draft;

    /// Why a pod is not held.
    private enum Reason {
        HOST_NETWORK("runs in the host's network, where no policy holds it"), EXTRA_NETWORKS(
                "has network attachments that no policy covers"), LOST_LABELS(
                        "lost the labels by which it was guarded"), NOT_COVERED(
                                "is guarded, but no policy of the baseline selects it"), UNKNOWN(
                                        "is in a guarded namespace, is not a guarded workload, and nothing isolates it");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private record Group(Workload workload, Reason reason) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            var byWorkload = workload.compareTo(other.workload);
            return byWorkload != 0 ? byWorkload : reason.compareTo(other.reason);
        }
    }

    /// What decides how a pod differs from what it was approved for.
    private record Alike(List<PolicyKey> live, List<PolicyKey> former, Set<Direction> directions,
            List<ContainerPort> ports) {}

    WorkloadDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
    }

    List<Drift> find() {
        var groups = new TreeMap<Group, List<Pod>>();
        for (var pod : circumstances.live().pods()) {
            reason(pod).ifPresent(reason -> groups.computeIfAbsent(new Group(pod.workload(), reason),
                    _ -> new ArrayList<>()).add(pod));
        }
        var drifts = new ArrayList<Drift>();
        groups.forEach((group, pods) -> drift(group, pods).ifPresent(drifts::add));
        return drifts;
    }

    private Optional<Reason> reason(Pod pod) {
        if (pod.is(Pod.Trait.FINISHED)) {
            return Optional.empty();
        }
        var guarded = circumstances.expectation().guards(pod);
        var remembered = circumstances.remembered().containsKey(pod.uid());
        if (guarded || remembered) {
            if (pod.is(Pod.Trait.HOST_NETWORK)) {
                return Optional.of(Reason.HOST_NETWORK);
            }
            if (pod.is(Pod.Trait.EXTRA_NETWORKS)) {
                return Optional.of(Reason.EXTRA_NETWORKS);
            }
        }
        if (pod.is(Pod.Trait.HOST_NETWORK)) {
            return Optional.empty();
        }
        if (!guarded && remembered) {
            return Optional.of(Reason.LOST_LABELS);
        }
        if (guarded) {
            return uncovered(pod).isEmpty() ? Optional.empty() : Optional.of(Reason.NOT_COVERED);
        }
        var reported = circumstances.expectation().baseline().scope().reportOtherPods() && !isAllowedPeer(pod)
                && !uncovered(pod).isEmpty();
        return reported ? Optional.of(Reason.UNKNOWN) : Optional.empty();
    }

    /// The directions in which the baseline isolates, but not this pod.
    private Set<Direction> uncovered(Pod pod) {
        return circumstances.uncovered(pod.labels());
    }

    private List<Policy> approved(Labels labels) {
        return circumstances.expectation().selecting(circumstances.live().point(labels));
    }

    /// Whether the pod is one that the baseline's own rules speak of: expected to be there without being guarded.
    private boolean isAllowedPeer(Pod pod) {
        var point = circumstances.live().point(pod.labels());
        return circumstances.expectation().allPolicies().stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.peers().pods().stream()).anyMatch(box -> box.contains(point));
    }

    private Optional<Drift> drift(Group group, List<Pod> pods) {
        var object = pods.size() == 1 && group.workload().kind().equals("Pod")
                ? ObjectReference.of(pods.getFirst())
                : ObjectReference.of(group.workload());
        var summary = object + " " + group.reason().text;
        return switch (group.reason()) {
            case HOST_NETWORK -> Optional
                    .of(plain(DriftKind.WORKLOAD_UNENFORCEABLE, Verdict.LOOSENED, Severity.CRITICAL, object,
                            pods, "spec.hostNetwork", summary));
            case EXTRA_NETWORKS ->
                Optional.of(plain(DriftKind.WORKLOAD_UNENFORCEABLE, Verdict.LOOSENED, Severity.CRITICAL,
                        object, pods, "metadata.annotations", summary));
            case UNKNOWN ->
                circumstances.expectation().isolated().stream().anyMatch(direction -> isOpen(pods, direction))
                        ? Optional.of(plain(DriftKind.WORKLOAD_UNCOVERED, Verdict.INDETERMINATE,
                                Severity.INFO, object, pods,
                                "metadata.labels", summary))
                        : Optional.empty();
            case LOST_LABELS, NOT_COVERED -> compared(object, pods, summary);
        };
    }

    private boolean isOpen(List<Pod> pods, Direction direction) {
        return pods.stream()
                .anyMatch(pod -> circumstances.live().selecting(circumstances.live().point(pod.labels()))
                        .stream()
                        .noneMatch(policy -> policy.isolates().contains(direction)));
    }

    private Drift plain(DriftKind kind, Verdict verdict, Severity severity, ObjectReference object,
            List<Pod> pods, String rule,
            String summary) {
        return draft.plain(kind, verdict, severity, object, pods.getFirst().uid(), pods,
                new Cause(object, rule, Optional.empty()), summary);
    }

    /// A pod that lost its cover is compared with what it was approved for under its former labels, or else with nothing at all.
    private Optional<Drift> compared(ObjectReference object, List<Pod> pods, String summary) {
        var evidence = new ArrayList<Evidence>();
        var alike = new LinkedHashMap<Alike, List<Pod>>();
        pods.forEach(pod -> alike.computeIfAbsent(alike(pod), _ -> new ArrayList<>()).add(pod));
        for (var same : alike.values()) {
            expected(same.getFirst())
                    .forEach((direction, expected) -> evidence.addAll(evidence(same, direction, expected)));
        }
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(draft.shown(DriftKind.WORKLOAD_UNCOVERED, object, pods.getFirst().uid(), evidence,
                new Cause(object, "metadata.labels", Optional.empty()), /* exempted= */ false, summary));
    }

    private Alike alike(Pod pod) {
        var live = circumstances.live().selecting(circumstances.live().point(pod.labels()));
        return new Alike(live.stream().map(Policy::key).toList(),
                former(pod).stream().map(Policy::key).toList(),
                circumstances.expectation().guards(pod)
                        ? uncovered(pod)
                        : circumstances.expectation().isolated(),
                pod.ports());
    }

    /// The approved policies that selected a pod when it was last covered.
    private List<Policy> former(Pod pod) {
        return Optional.ofNullable(circumstances.remembered().get(pod.uid())).map(this::approved)
                .orElse(List.of());
    }

    private Map<Direction, Reach> expected(Pod pod) {
        var selecting = former(pod);
        var expected = new EnumMap<Direction, Reach>(Direction.class);
        for (var direction : circumstances.expectation().isolated()) {
            var covered = selecting.stream().anyMatch(policy -> policy.isolates().contains(direction));
            expected.put(direction,
                    covered
                            ? Reach.of(selecting, direction, Optional.of(pod.ports()),
                                    circumstances.profile())
                            : Reach.nothing(direction));
        }
        uncoveredOnly(pod, expected);
        return expected;
    }

    /// A guarded pod is compared in the directions in which it is not covered; the others belong to the policies' drifts.
    private void uncoveredOnly(Pod pod, Map<Direction, Reach> expected) {
        if (circumstances.expectation().guards(pod)) {
            expected.keySet().retainAll(uncovered(pod));
        }
    }

    private List<Evidence> evidence(List<Pod> pods, Direction direction, Reach expected) {
        var pod = pods.getFirst();
        var point = circumstances.live().point(pod.labels());
        var selecting = circumstances.live().selecting(point);
        var cell = new SubjectCell(point, Optional.of(pod.ports()), pods, List.of(), selecting,
                new Reaches(circumstances.profile()));
        var live = cell.reach(selecting, direction);
        var evidence = new ArrayList<Evidence>();
        evidence.addAll(
                Evidence.of(cell, direction, Excess.of(live, expected), /* loosened= */ true, circumstances));
        evidence.addAll(Evidence.of(cell, direction, Excess.of(expected, live), /* loosened= */ false,
                circumstances));
        return evidence;
    }
}
