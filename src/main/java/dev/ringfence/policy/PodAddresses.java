package dev.ringfence.policy;

/// Whether a CIDR in a rule also matches pods by their addresses.
public enum PodAddresses {
    /// As `networks` of the Admin tiers (network-policy-api, `ClusterNetworkPolicyEgressPeer`).
    MATCHED,
    /// As every CIDR under Cilium (Cilium documentation, "IP/CIDR based").
    NOT_MATCHED,
    /// As the enforcer likes; the API leaves it open for `ipBlock`.
    UP_TO_ENFORCER
}
