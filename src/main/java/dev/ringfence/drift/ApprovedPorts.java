package dev.ringfence.drift;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The named ports of workloads as they were when these were first judged under a baseline.
///
/// A rule that opens a port by name means what a pod calls so: whoever may edit the workload edits the rule with it.
///
/// @param declared by workload, each different set of named ports that some pod of it declared: during a rollout there may be several
public record ApprovedPorts(Map<Workload, Set<Set<ContainerPort>>> declared) {
    public static final ApprovedPorts NONE = new ApprovedPorts(Map.of());

    /// The ports that were approved for a pod, of those that have one of `names`. What a pod declares is approved where some pod of
    /// its workload did so before, and where the workload was not there.
    List<ContainerPort> of(Pod pod, Set<NamedPort> names) {
        var now = named(pod.ports(), names);
        var before = declared.get(pod.workload());
        if (before == null) {
            return now;
        }
        return names.stream().sorted().flatMap(name -> approved(name, now, before)).distinct().sorted()
                .toList();
    }

    private static Stream<ContainerPort> approved(NamedPort name, List<ContainerPort> now,
            Set<Set<ContainerPort>> before) {
        var here = numbers(name, now);
        return before.stream().anyMatch(ports -> numbers(name, ports).equals(here))
                ? here.stream()
                : before.stream().flatMap(ports -> numbers(name, ports).stream());
    }

    private static Set<ContainerPort> numbers(NamedPort name, Iterable<ContainerPort> ports) {
        return named(ports, Set.of(name)).stream().collect(Collectors.toUnmodifiableSet());
    }

    /// The ports that have one of `names`, in order.
    static List<ContainerPort> named(Iterable<ContainerPort> ports, Set<NamedPort> names) {
        var found = new TreeSet<ContainerPort>();
        for (var port : ports) {
            if (names.contains(port.name())) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }
}
