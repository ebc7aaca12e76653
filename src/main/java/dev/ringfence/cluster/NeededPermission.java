package dev.ringfence.cluster;

import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.MissingPermission;
import dev.ringfence.daemon.RepairRight;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A request that Ringfence makes, and what does not work where it is refused.
///
/// @param group the API group; empty for the core group
/// @param subresource empty for the object itself
/// @param namespaces where it is made; empty for the whole cluster
record NeededPermission(String verb, String group, String resource, String subresource,
        List<String> namespaces, String consequence) {
    private static final String POLICIES = "networking.k8s.io";
    private static final String BASELINES = "ringfence.dev";

    NeededPermission {
        namespaces = List.copyOf(namespaces);
    }

    /// Every request that Ringfence makes, or may come to make.
    ///
    /// @param baselines decide what repairs need, and where
    /// @param leaseNamespace where the lease of the leader is kept; absent without an election
    static List<NeededPermission> all(List<BaselineReport> baselines, Optional<String> leaseNamespace) {
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
        for (var right : RepairRight.values()) {
            var namespaces = baselines.stream().filter(baseline -> baseline.rights().contains(right))
                    .flatMap(baseline -> baseline.namespaces().stream()).distinct().sorted().toList();
            if (!namespaces.isEmpty()) {
                needed.addAll(ofRepairs(right, namespaces, kinds(right, baselines)));
            }
        }
        needed.add(new NeededPermission("patch", BASELINES, "isolationbaselines", "status", List.of(),
                "cannot write the status of baselines: kubectl does not show whether they hold"));
        needed.add(inCluster("create", "events.k8s.io", "events",
                "cannot create events: drifts and repairs are not shown on their objects"));
        needed.add(inCluster("patch", "events.k8s.io", "events",
                "cannot patch events: repeated ones are not counted"));
        leaseNamespace.ifPresent(namespace -> Stream.of("get", "create", "patch")
                .forEach(verb -> needed.add(new NeededPermission(verb, "coordination.k8s.io", "leases", "",
                        List.of(namespace),
                        "cannot " + verb
                                + " the lease: this replica may never lead, and then writes nothing"))));
        return List.copyOf(needed);
    }

    /// The kinds of policy that a right is about.
    private static List<PolicyKind> kinds(RepairRight right, List<BaselineReport> baselines) {
        return baselines.stream().filter(baseline -> baseline.rights().contains(right))
                .flatMap(baseline -> (right == RepairRight.DELETE_POLICIES
                        ? baseline.deletes()
                        : baseline.keeps()).stream())
                .distinct().sorted().toList();
    }

    private static List<NeededPermission> ofRepairs(RepairRight right, List<String> namespaces,
            List<PolicyKind> kinds) {
        return switch (right) {
            case KEEP_POLICIES -> kinds.stream().flatMap(kind -> Stream.of(
                    ofPolicies("create", kind, namespaces, "missing ones are only reported"),
                    ofPolicies("patch", kind, namespaces, "changed ones are only reported"))).toList();
            case DELETE_POLICIES -> kinds.stream()
                    .map(kind -> ofPolicies("delete", kind, namespaces, "foreign ones are only reported"))
                    .toList();
            // To RBAC a namespace is inside itself, so that a role there can allow it.
            case LABEL_NAMESPACES ->
                List.of(new NeededPermission("patch", "", "namespaces", "", namespaces,
                        "cannot patch namespaces: lost labels are only reported"));
            case CREATE_NAMESPACES -> List.of(inCluster("create", "", "namespaces",
                    "cannot create namespaces: missing ones are only reported"));
        };
    }

    private static NeededPermission ofPolicies(String verb, PolicyKind kind, List<String> namespaces,
            String consequence) {
        var what = kind == PolicyKind.NETWORK_POLICY ? "network policies" : kind.plural();
        return new NeededPermission(verb, kind.group(), kind.plural(), "",
                kind.isNamespaced() ? namespaces : List.of(),
                "cannot " + verb + " " + what + ": " + consequence);
    }

    private static NeededPermission inCluster(String verb, String group, String resource,
            String consequence) {
        return new NeededPermission(verb, group, resource, "", List.of(), consequence);
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
