package dev.ringfence.manifests;

import dev.ringfence.model.Namespace;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.References;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The state of a cluster as manifest files describe it.
///
/// @param namespaces the namespaces that are declared, or that some object is in
/// @param pods the pods; one for all pods of a workload of which none is written out
/// @param policies the policies that can be evaluated
/// @param undecided the policies that cannot
/// @param passedOver how many objects decide nothing, by kind
/// @param origins the objects that pods and namespaces were read from, by `Kind namespace/name`
/// @param references what policies refer to
public record ClusterManifests(SortedMap<String, Namespace> namespaces, List<Pod> pods,
        List<PolicyManifest> policies, List<UndecidedPolicy> undecided, SortedMap<String, Integer> passedOver,
        Map<String, Manifest> origins, References references) {

    public ClusterManifests {
        namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(namespaces));
        pods = List.copyOf(pods);
        policies = List.copyOf(policies);
        undecided = List.copyOf(undecided);
        passedOver = Collections.unmodifiableSortedMap(new TreeMap<>(passedOver));
        origins = Map.copyOf(origins);
    }

    /// The manifest of an object; nothing where no file has it.
    public Optional<Manifest> origin(ObjectReference object) {
        return Optional.ofNullable(origins.get(object.toString()));
    }
}
