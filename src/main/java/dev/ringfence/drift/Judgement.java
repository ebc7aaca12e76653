package dev.ringfence.drift;

import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was found in one guarded namespace, and what to remember for the next time.
///
/// @param drifts sorted by kind and object
/// @param guardedPods how many pods are guarded
/// @param uncoveredPods how many of them the baseline's policies do not isolate as they should, or cannot hold
/// @param remembered the labels under which pods that still exist were guarded, by uid
/// @param peers who falls under an allowed peer selector now
/// @param ports the named ports that workloads declare now, as far as approved rules name them
/// @param consulted the namespaces whose policies decided how far a drift can be used
public record Judgement(List<Drift> drifts, int guardedPods, int uncoveredPods,
        Map<String, Labels> remembered,
        Set<String> peers, Map<Workload, Set<Set<ContainerPort>>> ports,
        Set<String> consulted) {

    public Judgement {
        drifts = List.copyOf(drifts);
        remembered = Map.copyOf(remembered);
        peers = Set.copyOf(peers);
        ports = Map.copyOf(ports);
        consulted = Set.copyOf(consulted);
    }
}
