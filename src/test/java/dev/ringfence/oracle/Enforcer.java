package dev.ringfence.oracle;

import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import java.util.List;

/// Who enforces policies in a random cluster.
enum Enforcer {
    /// Takes pods for addresses.
    BY_ADDRESS,
    /// Does not.
    BY_LABEL,
    /// Nobody knows.
    UNKNOWN,
    /// Cilium since it reads policies of the Admin tiers.
    CILIUM,
    /// Cilium as it was before selectors meant the local cluster.
    OLDER_CILIUM;

    EnforcementProfile profile() {
        return switch (this) {
            case BY_ADDRESS -> EnforcementProfile.of(Assumption.YES);
            case BY_LABEL -> EnforcementProfile.of(Assumption.NO);
            case UNKNOWN -> EnforcementProfile.of(Assumption.UNKNOWN);
            case CILIUM -> EnforcementProfile.of(CiliumProfile.of(new CiliumVersion(1, 20, 0)));
            case OLDER_CILIUM -> EnforcementProfile.of(CiliumProfile.of(new CiliumVersion(1, 18, 6)));
        };
    }

    /// Whether an `ipBlock` matches pods, in each way in which it may be.
    List<Boolean> readings() {
        return switch (this) {
            case BY_ADDRESS -> List.of(true);
            case BY_LABEL, CILIUM, OLDER_CILIUM -> List.of(false);
            case UNKNOWN -> List.of(true, false);
        };
    }

    boolean isCilium() {
        return this == CILIUM || this == OLDER_CILIUM;
    }
}
