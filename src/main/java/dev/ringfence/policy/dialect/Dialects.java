package dev.ringfence.policy.dialect;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.cilium.CiliumPolicyDecoder;
import dev.ringfence.policy.cilium.NetworkPolicyReader;
import dev.ringfence.policy.kubernetes.NetworkPolicyDecoder;
import dev.ringfence.policy.tiers.AdminNetworkPolicyDecoder;
import dev.ringfence.policy.tiers.ClusterNetworkPolicyDecoder;
import java.util.List;

/// Reads policies of every kind that Ringfence knows.
public final class Dialects {
    private Dialects() {}

    /// What an object means: a policy for each of its subjects, whether the enforcer takes notice of its kind or not.
    ///
    /// @param key what the object is called; its kind must be one of [PolicyKind]
    /// @param document the object; only its `spec` and `specs` are read
    /// @throws dev.ringfence.model.tree.InvalidFieldException for what the API server would refuse, with the exact place
    public static List<Policy> decode(PolicyKey key, Field document, DecodingContext context) {
        return switch (PolicyKind.named(key.kind())) {
            case NETWORK_POLICY -> List.of(context.profile().cilium().isPresent()
                    ? NetworkPolicyReader.decode(key, document, context)
                    : NetworkPolicyDecoder.decode(key, document));
            case CILIUM_NETWORK_POLICY, CILIUM_CLUSTERWIDE_NETWORK_POLICY ->
                CiliumPolicyDecoder.decode(key, document, context);
            case ADMIN_NETWORK_POLICY -> AdminNetworkPolicyDecoder.decode(key, document, context);
            case BASELINE_ADMIN_NETWORK_POLICY ->
                AdminNetworkPolicyDecoder.decodeBaseline(key, document, context);
            case CLUSTER_NETWORK_POLICY -> ClusterNetworkPolicyDecoder.decode(key, document, context);
        };
    }
}
