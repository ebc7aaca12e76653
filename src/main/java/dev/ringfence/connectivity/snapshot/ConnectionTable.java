package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.connectivity.snapshot.Party.Outside;
import dev.ringfence.connectivity.snapshot.Party.Pods;
import dev.ringfence.model.Pod;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Workload;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Everything that passes in a cluster: between workloads, and between workloads and the outside.
///
/// Pods that have finished take no part, and neither does what a single pod sends to itself.
///
/// @param parties the workloads, in order of name; one whose pods are treated differently appears once for each pod
/// @param connections in order of source and destination; what is not here does not pass
public record ConnectionTable(List<Pods> parties, List<Connection> connections) {

    public ConnectionTable {
        parties = List.copyOf(parties);
        connections = List.copyOf(connections);
    }

    /// The table of a snapshot.
    public static ConnectionTable of(Snapshot snapshot, ClusterReach reach) {
        return of(snapshot, reach, Set.of());
    }

    /// The table of a snapshot in which some workloads appear pod by pod in any case.
    static ConnectionTable of(Snapshot snapshot, ClusterReach reach, Set<Workload> divided) {
        var parties = parties(snapshot.pods(), reach, divided);
        var connections = new ArrayList<Connection>();
        for (var source : parties) {
            for (var destination : parties) {
                if (!source.equals(destination) || !source.workload().kind().equals("Pod")) {
                    add(new Connection(source, destination, bounds(source, destination, reach),
                            reach.requests(source.sample(), other(source, destination))), connections);
                }
            }
            outside(source, reach, connections);
        }
        return new ConnectionTable(parties, connections);
    }

    /// The workloads whose pods are treated differently.
    Set<Workload> divided() {
        return parties.stream().filter(party -> !party.whole()).map(Pods::workload)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What passes between any two of their pods. One pod stands for all, except where the node matters that each runs on.
    private static PortBounds bounds(Pods source, Pods destination, ClusterReach reach) {
        if (source.sample().isSubjectToPolicies() && destination.sample().isSubjectToPolicies()) {
            return reach.between(source.sample(), other(source, destination));
        }
        var certain = PortSet.ALL;
        var possible = PortSet.NONE;
        for (var from : source.pods()) {
            for (var to : destination.pods()) {
                var bounds = reach.between(from, to);
                certain = certain.intersect(bounds.certain());
                possible = possible.union(bounds.possible());
            }
        }
        return new PortBounds(certain, possible);
    }

    /// Of a single workload, another replica if there is one.
    private static Pod other(Pods source, Pods destination) {
        return source.equals(destination) ? destination.pods().getLast() : destination.sample();
    }

    private static List<Pods> parties(Collection<Pod> pods, ClusterReach reach, Set<Workload> divided) {
        var byWorkload = new TreeMap<Workload, List<Pod>>();
        pods.stream().filter(pod -> !pod.is(Pod.Trait.FINISHED))
                .forEach(pod -> byWorkload.computeIfAbsent(pod.workload(), _ -> new ArrayList<>()).add(pod));
        var parties = new ArrayList<Pods>();
        byWorkload.forEach((workload, members) -> {
            if (!divided.contains(workload) && areAlike(members, reach)) {
                parties.add(new Pods(workload, members, /* whole= */ true));
            } else {
                members.forEach(pod -> parties.add(new Pods(workload, List.of(pod), /* whole= */ false)));
            }
        });
        return parties;
    }

    /// All that a reach may read of a pod.
    private record Appearance(PeerClass peers, Set<Pod.Trait> traits, String node) {}

    private static boolean areAlike(List<Pod> pods, ClusterReach reach) {
        return pods.stream()
                .map(pod -> new Appearance(reach.classOf(pod), pod.traits(),
                        pod.isSubjectToPolicies() ? "" : pod.node()))
                .distinct().count() == 1;
    }

    private static void outside(Pods party, ClusterReach reach, List<Connection> connections) {
        var egress = reach.outside(party.sample(), Direction.EGRESS);
        for (var there : pieces(egress)) {
            add(new Connection(party, there, egress.at(there.range().first()), requests(egress, there)),
                    connections);
        }
        var ingress = reach.outside(party.sample(), Direction.INGRESS);
        for (var there : pieces(ingress)) {
            add(new Connection(there, party, ingress.at(there.range().first()), requests(ingress, there)),
                    connections);
        }
    }

    private static List<Outside> pieces(AddressBounds bounds) {
        return AddressPartition.of(List.of(bounds.certain(), bounds.possible())).stream().map(Outside::new)
                .toList();
    }

    private static Traffic requests(AddressBounds bounds, Outside there) {
        return bounds.certain().at(there.range().first()).withoutOpen();
    }

    private static void add(Connection connection, List<Connection> connections) {
        if (!connection.ports().isEmpty()) {
            connections.add(connection);
        }
    }
}
