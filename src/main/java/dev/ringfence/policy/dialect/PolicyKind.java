package dev.ringfence.policy.dialect;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.cilium.CiliumPolicyDecoder;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import dev.ringfence.policy.tiers.AdminNetworkPolicyDecoder;
import dev.ringfence.policy.tiers.ClusterNetworkPolicyDecoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A kind of policy that Ringfence knows.
public enum PolicyKind {
    NETWORK_POLICY(NetworkPolicyDecoder.API_VERSION, NetworkPolicyDecoder.KIND, /* namespaced= */true,
            "spec.podSelector"), CILIUM_NETWORK_POLICY(CiliumPolicyDecoder.API_VERSION,
                    CiliumPolicyDecoder.KIND, /* namespaced= */true,
                    "spec.endpointSelector"), CILIUM_CLUSTERWIDE_NETWORK_POLICY(
                            CiliumPolicyDecoder.API_VERSION, CiliumPolicyDecoder.CLUSTERWIDE_KIND,
                            /* namespaced= */false, "spec.endpointSelector"), ADMIN_NETWORK_POLICY(
                                    AdminNetworkPolicyDecoder.API_VERSION, AdminNetworkPolicyDecoder.KIND,
                                    /* namespaced= */false, "spec.subject"), BASELINE_ADMIN_NETWORK_POLICY(
                                            AdminNetworkPolicyDecoder.API_VERSION,
                                            AdminNetworkPolicyDecoder.BASELINE_KIND,
                                            /* namespaced= */false, "spec.subject"), CLUSTER_NETWORK_POLICY(
                                                    ClusterNetworkPolicyDecoder.API_VERSION,
                                                    ClusterNetworkPolicyDecoder.KIND,
                                                    /* namespaced= */false, "spec.subject");

    private final String apiVersion;
    private final String kind;
    private final boolean namespaced;
    private final String subjectField;

    PolicyKind(String apiVersion, String kind, boolean namespaced, String subjectField) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.namespaced = namespaced;
        this.subjectField = subjectField;
    }

    /// Such as `networking.k8s.io/v1`.
    public String apiVersion() {
        return apiVersion;
    }

    /// Such as `NetworkPolicy`.
    public String kind() {
        return kind;
    }

    /// Whether its objects may hold several rules, as `specs`.
    public boolean hasSpecs() {
        return this == CILIUM_NETWORK_POLICY || this == CILIUM_CLUSTERWIDE_NETWORK_POLICY;
    }

    /// Why the enforcer gives its objects no effect; nothing where it may give them one.
    public Optional<String> ineffective(EnforcementProfile profile) {
        var ignored = switch (this) {
            case NETWORK_POLICY, CILIUM_NETWORK_POLICY, CILIUM_CLUSTERWIDE_NETWORK_POLICY -> false;
            // Cilium never read the kinds of v1alpha1, and reads those of v1alpha2 from 1.20 on, if it is told to.
            case ADMIN_NETWORK_POLICY, BASELINE_ADMIN_NETWORK_POLICY -> profile.cilium().isPresent();
            case CLUSTER_NETWORK_POLICY ->
                profile.cilium().map(cilium -> !cilium.version().isAtLeast(20)).orElse(false);
        };
        return ignored
                ? profile.cilium().map(cilium -> "Cilium " + cilium.version() + " does not read the kind "
                        + kind)
                : Optional.empty();
    }

    /// The resource of its objects, such as `networkpolicies`.
    public String plural() {
        return kind.toLowerCase(Locale.ROOT).replaceFirst("y$", "ies");
    }

    /// The API group of its objects, such as `networking.k8s.io`.
    public String group() {
        return apiVersion.substring(0, apiVersion.indexOf('/'));
    }

    /// The resource with its group, such as `networkpolicies.networking.k8s.io`.
    public String resource() {
        return plural() + "." + group();
    }

    /// Whether its objects belong to namespaces.
    public boolean isNamespaced() {
        return namespaced;
    }

    /// Where an object says which pods it selects, such as `spec.podSelector`.
    public String subjectField() {
        return subjectField;
    }

    /// The kind of an object; nothing where it is no policy.
    public static Optional<PolicyKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(known -> known.apiVersion.equals(apiVersion) && known.kind.equals(kind)).findFirst();
    }

    /// The kind with this name, which there must be.
    public static PolicyKind named(String kind) {
        return Arrays.stream(values()).filter(known -> known.kind.equals(kind)).findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("expected a kind of policy, but was: " + kind));
    }
}
