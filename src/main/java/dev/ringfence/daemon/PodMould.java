package dev.ringfence.daemon;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.Set;

/// What the pods of one application have in common, kept once for all of them.
///
/// A label whose value is a part of the pod's name and not of its workload's, as those are by which stateful sets and jobs number
/// their pods, is no common property: the mould has its key alone.
///
/// @param namespace of the pods
/// @param labels those that are the same for all of these pods
/// @param keys the keys of the others, in order
/// @param workload what they belong to; without a name where each is named like its workload
/// @param alone whether each is named like its workload
/// @param ports the named ports
/// @param traits what sets them apart
record PodMould(String namespace, Labels labels, List<String> keys, Workload workload, boolean alone,
        List<ContainerPort> ports, Set<Pod.Trait> traits) {

    /// The mould of a pod.
    static PodMould of(Pod pod) {
        var name = pod.name();
        var alone = pod.workload().name().equals(name);
        var shared = alone ? "" : pod.workload().name();
        BiPredicate<String, String> own = (_, value) -> name.contains(value) && !shared.contains(value);
        var common = pod.labels().where(own.negate());
        var keys = common.size() == pod.labels().size()
                ? List.<String>of()
                : pod.labels().where(own).keys();
        return new PodMould(pod.namespace(), common, keys, alone ? named(pod.workload(), "") : pod.workload(),
                alone, pod.ports(), pod.traits());
    }

    /// The workload of the pod of this name.
    Workload workload(String pod) {
        return alone ? named(workload, pod) : workload;
    }

    private static Workload named(Workload workload, String name) {
        return new Workload(workload.apiVersion(), workload.kind(), workload.namespace(), name);
    }

    /// Whether policies see its pods by their labels.
    boolean isSubjectToPolicies() {
        return !traits.contains(Pod.Trait.HOST_NETWORK) && !traits.contains(Pod.Trait.FINISHED);
    }
}
