package dev.ringfence.connectivity;

import dev.ringfence.policy.Entity;
import java.util.Set;

/// How the enforcer reads what the API leaves open.
///
/// @param ipBlockMatchesPods whether an `ipBlock` also matches pods by their address. The API calls this undefined; Calico,
///        Antrea and other dataplanes that see addresses only do, Cilium does not. Where it is unknown, a difference that
///        depends on it is possible and not certain.
/// @param letsIn who may reach an isolated pod although no policy allows it, unless one denies it: under Cilium the pod's own
///        node (`allow-localhost`)
public record EnforcementProfile(Assumption ipBlockMatchesPods, Set<Entity> letsIn) {
    /// Nothing is known of the enforcer.
    public static final EnforcementProfile GENERIC = of(Assumption.UNKNOWN);
    public static final EnforcementProfile CILIUM = new EnforcementProfile(Assumption.NO,
            Set.of(Entity.HOST));

    public EnforcementProfile {
        letsIn = Set.copyOf(letsIn);
    }

    /// An enforcer that lets nobody in by itself.
    public static EnforcementProfile of(Assumption ipBlockMatchesPods) {
        return new EnforcementProfile(ipBlockMatchesPods, Set.of());
    }
}
