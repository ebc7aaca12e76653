package dev.ringfence.connectivity;

/// How the enforcer reads what the API leaves open.
///
/// @param ipBlockMatchesPods whether an `ipBlock` also matches pods by their address. The API calls this undefined; Calico,
///        Antrea and other dataplanes that see addresses only do, Cilium does not. Where it is unknown, a difference that
///        depends on it is possible and not certain.
public record EnforcementProfile(Assumption ipBlockMatchesPods) {
    /// Nothing is known of the enforcer.
    public static final EnforcementProfile GENERIC = new EnforcementProfile(Assumption.UNKNOWN);
}
