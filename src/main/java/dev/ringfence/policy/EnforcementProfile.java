package dev.ringfence.policy;

import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import java.util.Optional;
import java.util.Set;

/// How the enforcer reads what the API leaves open.
///
/// @param ipBlockMatchesPods whether an `ipBlock` also matches pods by their address. The API calls this undefined; Calico,
///        Antrea and other dataplanes that see addresses only do, Cilium does not. Where it is unknown, a difference that
///        depends on it is possible and not certain.
/// @param networksMatchPods whether `networks` of the Admin tiers also match pods by their address. The API says so, while tools that
///        do not know the addresses of pods cannot.
/// @param letsIn who may reach an isolated pod although no policy allows it, unless one denies it: under Cilium the pod's own
///        node (`allow-localhost`)
/// @param cilium how Cilium reads policies; absent where it is not known to be the enforcer
public record EnforcementProfile(Assumption ipBlockMatchesPods, boolean networksMatchPods, Set<Entity> letsIn,
        Optional<CiliumProfile> cilium) {
    /// Nothing is known of the enforcer.
    public static final EnforcementProfile GENERIC = of(Assumption.UNKNOWN);
    public static final EnforcementProfile CILIUM = of(CiliumProfile.CURRENT);

    public EnforcementProfile {
        letsIn = Set.copyOf(letsIn);
    }

    /// An enforcer that lets nobody in by itself.
    public static EnforcementProfile of(Assumption ipBlockMatchesPods) {
        return new EnforcementProfile(ipBlockMatchesPods, /* networksMatchPods= */ true, Set.of(),
                Optional.empty());
    }

    /// One for which addresses never mean pods, whatever kind of policy lists them.
    public static EnforcementProfile withoutPodAddresses() {
        return new EnforcementProfile(Assumption.NO, /* networksMatchPods= */ false, Set.of(),
                Optional.empty());
    }

    /// An installation of Cilium.
    public static EnforcementProfile of(CiliumProfile cilium) {
        return new EnforcementProfile(Assumption.NO, /* networksMatchPods= */ true, Set.of(Entity.HOST),
                Optional.of(cilium));
    }

    /// The same if policies were enforced, where they are switched off.
    public EnforcementProfile switchedOn() {
        return enforcement() == EnablePolicy.NEVER
                ? cilium.map(settings -> new EnforcementProfile(ipBlockMatchesPods, networksMatchPods, letsIn,
                        Optional.of(settings.switchedOn()))).orElse(this)
                : this;
    }

    /// Which pods have only what policies allow them.
    public EnablePolicy enforcement() {
        return cilium.map(CiliumProfile::enforcement).orElse(EnablePolicy.DEFAULT);
    }
}
