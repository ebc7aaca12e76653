package dev.ringfence.manifests;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.cilium.CidrGroupDecoder;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import java.util.Arrays;
import java.util.Set;

/// What an object of a manifest file means for connectivity.
enum ManifestKind {
    NAMESPACE, POD, DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET, JOB, CRON_JOB, REPLICATION_CONTROLLER, NODE, SERVICE, CIDR_GROUP,
    /// What Cilium keeps for each pod that it manages.
    CILIUM_ENDPOINT,
    /// A kind of policy that can be evaluated.
    POLICY,
    /// A kind of policy that decides about connectivity, and that cannot be evaluated.
    UNDECIDED_POLICY,
    /// Everything that decides nothing.
    OTHER;

    private static final String NETWORKING = "networking.k8s.io";
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
            case CidrGroupDecoder.KIND -> in(group, CIDR_GROUP, "cilium.io");
            case "CiliumEndpoint" -> in(group, CILIUM_ENDPOINT, "cilium.io");
            default -> PolicyKind.of(apiVersion, kind).isPresent() ? POLICY : OTHER;
        };
        if (found == OTHER && kind.equals(NetworkPolicyDecoder.KIND) && group.equals(NETWORKING)) {
            throw document.get("apiVersion").invalid(NetworkPolicyDecoder.API_VERSION);
        }
        if (found != OTHER && group.isEmpty() && !apiVersion.equals("v1")) {
            throw document.get("apiVersion").invalid("v1");
        }
        return found == OTHER && isPolicy(group, kind) ? UNDECIDED_POLICY : found;
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
