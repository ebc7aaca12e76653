package dev.ringfence.connectivity.snapshot;

import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The whole state of a cluster at one time, as far as it decides who may talk to whom.
///
/// @param namespaces the namespaces by name; one that is not known has no labels
/// @param pods the pods, in order of namespace and name
/// @param policies the policies, in order of what they are called
public record Snapshot(SortedMap<String, Namespace> namespaces, List<Pod> pods, List<Policy> policies) {

    public Snapshot {
        namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(namespaces));
        pods = pods.stream().sorted(Comparator.comparing(Pod::namespace).thenComparing(Pod::name)).toList();
        policies = policies.stream().sorted(Comparator.comparing(Policy::key)).toList();
    }

    /// The labels of a namespace; none where it is not known.
    public Labels labels(String namespace) {
        return Optional.ofNullable(namespaces.get(namespace)).map(Namespace::labels).orElse(Labels.EMPTY);
    }

    /// A pod as selectors see it.
    public LabelPoint point(Pod pod) {
        return new LabelPoint(pod.namespace(), labels(pod.namespace()), pod.labels());
    }

    /// The policies that select a pod, in order; none for a pod that policies cannot hold.
    public List<Policy> selecting(Pod pod) {
        if (!pod.isSubjectToPolicies()) {
            return List.of();
        }
        var point = point(pod);
        return policies.stream().filter(policy -> policy.subject().contains(point)).toList();
    }

    /// The same cluster with other pods.
    public Snapshot withPods(List<Pod> others) {
        return new Snapshot(namespaces, others, policies);
    }

    /// The same cluster with other policies.
    public Snapshot withPolicies(List<Policy> others) {
        return new Snapshot(namespaces, pods, others);
    }

    /// The same cluster with another state of one namespace.
    public Snapshot with(Namespace namespace) {
        var others = new TreeMap<>(namespaces);
        others.put(namespace.name(), namespace);
        return new Snapshot(others, pods, policies);
    }
}
