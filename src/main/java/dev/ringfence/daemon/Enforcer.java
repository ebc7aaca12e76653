package dev.ringfence.daemon;

import dev.ringfence.model.OneLine;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.EnforcementProfile;

/// Who enforces policies in the cluster, as far as it is known.
///
/// @param evidence how it was found out, in one line
public record Enforcer(EnforcementProfile profile, String evidence) {

    /// Before anything was found out.
    public static final Enforcer UNKNOWN = new Enforcer(EnforcementProfile.GENERIC,
            "nothing was found out yet");
    private static final int EVIDENCE_LIMIT = 512;

    public Enforcer {
        evidence = OneLine.of(evidence, EVIDENCE_LIMIT);
    }

    /// What enforces, such as `Cilium 1.19.4`, or `unknown`.
    public String name() {
        return profile.cilium().map(cilium -> "Cilium " + cilium.version()).orElse("unknown");
    }

    /// Whether it is switched off, so that everything is allowed whatever policies say.
    public boolean isOff() {
        return profile.enforcement() == EnablePolicy.NEVER;
    }
}
