package dev.ringfence.manifests;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.cilium.CidrGroupDecoder;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// What an object of a manifest file means for connectivity.
enum ManifestKind {
    NAMESPACE, POD, DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET, JOB, CRON_JOB, REPLICATION_CONTROLLER, NODE, SERVICE, ENDPOINTS, ENDPOINT_SLICE, CIDR_GROUP,
    /// What Cilium keeps for each pod that it manages.
    CILIUM_ENDPOINT,
    /// A kind of policy that can be evaluated.
    POLICY,
    /// A kind of policy that decides about connectivity, and that cannot be evaluated.
    UNDECIDED_POLICY,
    /// Everything that decides nothing.
    OTHER;

    private static final String NETWORKING = "networking.k8s.io";
    /// Where the API server keeps the kinds that every cluster has.
    private static final Map<String, String> BUILT_IN = Map.ofEntries(Map.entry("Namespace", "v1"),
            Map.entry("Pod", "v1"), Map.entry("ReplicationController", "v1"), Map.entry("Node", "v1"),
            Map.entry("Service", "v1"), Map.entry("Endpoints", "v1"), Map.entry("Deployment", "apps/v1"),
            Map.entry("ReplicaSet", "apps/v1"), Map.entry("DaemonSet", "apps/v1"),
            Map.entry("StatefulSet", "apps/v1"), Map.entry("Job", "batch/v1"),
            Map.entry("CronJob", "batch/v1"),
            Map.entry(NetworkPolicyDecoder.KIND, NetworkPolicyDecoder.API_VERSION));
    private static final Map<String, Set<String>> VERSIONS = Map.of("", Set.of("v1"), "apps",
            Set.of("v1", "v1beta1", "v1beta2"), "batch", Set.of("v1", "v1beta1", "v2alpha1"), "extensions",
            Set.of("v1beta1"), NETWORKING, Set.of("v1"));
    private static final Set<String> POLICY_GROUPS = Set.of("cilium.io", "policy.networking.k8s.io",
            "projectcalico.org", "crd.projectcalico.org", "crd.antrea.io");

    /// What the object says it is.
    ///
    /// @throws dev.ringfence.model.tree.InvalidFieldException if it says nothing, or names a version that its kind never had
    static ManifestKind of(Field document) {
        var kind = text(document.get("kind"));
        var apiVersion = text(document.get("apiVersion"));
        var group = group(apiVersion);
        var found = switch (kind) {
            case "Namespace" -> in(group, NAMESPACE, "");
            case "Pod" -> in(group, POD, "");
            case "ReplicationController" -> in(group, REPLICATION_CONTROLLER, "");
            case "Deployment" -> in(group, DEPLOYMENT, "apps", "extensions");
            case "ReplicaSet" -> in(group, REPLICA_SET, "apps", "extensions");
            case "DaemonSet" -> in(group, DAEMON_SET, "apps", "extensions");
            case "StatefulSet" -> in(group, STATEFUL_SET, "apps");
            case "Job" -> in(group, JOB, "batch");
            case "CronJob" -> in(group, CRON_JOB, "batch");
            case "Node" -> in(group, NODE, "");
            case "Service" -> in(group, SERVICE, "");
            case "Endpoints" -> in(group, ENDPOINTS, "");
            case "EndpointSlice" -> in(group, ENDPOINT_SLICE, "discovery.k8s.io");
            case CidrGroupDecoder.KIND -> in(group, CIDR_GROUP, "cilium.io");
            case "CiliumEndpoint" -> in(group, CILIUM_ENDPOINT, "cilium.io");
            default -> PolicyKind.of(apiVersion, kind).isPresent() ? POLICY : OTHER;
        };
        if (VERSIONS.containsKey(group)) {
            checkBuiltIn(document, kind, group, found);
        }
        return found == OTHER && isPolicy(group, kind) ? UNDECIDED_POLICY : found;
    }

    /// A slip in what every cluster has would leave the object out silently.
    private static void checkBuiltIn(Field document, String kind, String group, ManifestKind found) {
        for (var known : BUILT_IN.keySet()) {
            if (known.equalsIgnoreCase(kind) && !known.equals(kind)) {
                throw document.get("kind").invalid(known);
            }
        }
        var version = document.get("apiVersion");
        var isElsewhere = found == OTHER
                && !(group.equals("extensions") && kind.equals(NetworkPolicyDecoder.KIND));
        if (BUILT_IN.containsKey(kind)
                && (isElsewhere || !VERSIONS.getOrDefault(group, Set.of())
                        .contains(version.text().substring(version.text().indexOf('/') + 1)))) {
            throw version.invalid(BUILT_IN.get(kind));
        }
    }

    private static String text(Field field) {
        if (!(field.raw() instanceof String text) || text.isBlank()) {
            throw field.invalid("a Kubernetes object with apiVersion and kind");
        }
        return text;
    }

    private static String group(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static ManifestKind in(String group, ManifestKind kind, String... groups) {
        return Arrays.asList(groups).contains(group) ? kind : OTHER;
    }

    /// Policies that are staged are not in force.
    private static boolean isPolicy(String group, String kind) {
        return !kind.startsWith("Staged") && (kind.endsWith("NetworkPolicy")
                || (POLICY_GROUPS.contains(group) && kind.endsWith("Policy")));
    }
}
