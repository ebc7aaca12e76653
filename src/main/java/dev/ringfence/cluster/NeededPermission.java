package dev.ringfence.cluster;

import dev.ringfence.daemon.MissingPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A request that Ringfence makes, and what does not work where it is refused.
///
/// @param group the API group; empty for the core group
/// @param subresource empty for the object itself
/// @param namespace where it is made; empty for the whole cluster
record NeededPermission(String verb, String group, String resource, String subresource, String namespace,
        String consequence) {
    private static final String POLICIES = "networking.k8s.io";
    private static final String BASELINES = "ringfence.dev";

    /// Every request that Ringfence makes.
    ///
    /// @param leaseNamespace where the lease of the leader is kept; absent without an election
    static List<NeededPermission> all(Optional<String> leaseNamespace) {
        var needed = new ArrayList<NeededPermission>();
        Stream.of("list", "watch").forEach(verb -> {
            needed.add(inCluster(verb, "", "namespaces",
                    "cannot see namespaces: no guarded namespace is found, and none is judged"));
            needed.add(inCluster(verb, "", "pods", "cannot see pods: only hypothetical pods are judged"));
            needed.add(inCluster(verb, POLICIES, "networkpolicies",
                    "cannot see network policies: what is live cannot be judged"));
            needed.add(inCluster(verb, BASELINES, "isolationbaselines",
                    "cannot see baselines in the cluster: only baselines from files are in force"));
        });
        needed.add(inCluster("create", POLICIES, "networkpolicies",
                "cannot create network policies: missing ones are only reported"));
        needed.add(inCluster("patch", POLICIES, "networkpolicies",
                "cannot patch network policies: changed ones are only reported"));
        needed.add(inCluster("delete", POLICIES, "networkpolicies",
                "cannot delete network policies: foreign ones are only reported"));
        needed.add(inCluster("create", "", "namespaces",
                "cannot create namespaces: missing ones are only reported"));
        needed.add(inCluster("patch", "", "namespaces",
                "cannot patch namespaces: lost labels are only reported"));
        needed.add(new NeededPermission("patch", BASELINES, "isolationbaselines", "status", "",
                "cannot write the status of baselines: kubectl does not show whether they hold"));
        needed.add(inCluster("create", "events.k8s.io", "events",
                "cannot create events: drifts and repairs are not shown on their objects"));
        needed.add(inCluster("patch", "events.k8s.io", "events",
                "cannot patch events: repeated ones are not counted"));
        leaseNamespace.ifPresent(namespace -> Stream.of("get", "create", "patch")
                .forEach(verb -> needed.add(new NeededPermission(verb, "coordination.k8s.io", "leases", "",
                        namespace,
                        "cannot " + verb
                                + " the lease: this replica may never lead, and then writes nothing"))));
        return List.copyOf(needed);
    }

    private static NeededPermission inCluster(String verb, String group, String resource,
            String consequence) {
        return new NeededPermission(verb, group, resource, "", "", consequence);
    }

    /// Whether the request is one that a watch makes.
    boolean isSight() {
        return verb.equals("list") || verb.equals("watch");
    }

    /// The resource with its group, such as `networkpolicies.networking.k8s.io`.
    String qualifiedResource() {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    MissingPermission missing() {
        return new MissingPermission(verb,
                subresource.isEmpty() ? qualifiedResource() : qualifiedResource() + "/" + subresource,
                consequence);
    }
}
