package dev.ringfence.cli;

import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.EnforcementProfile;
import java.util.Locale;
import picocli.CommandLine.Option;

/// What manifests do not say about the enforcer of policies.
class EnforcerOptions {

    @Option(names = "--ipblock-matches-pods", paramLabel = "yes|no|na", description = "Whether an ipBlock also matches pods by their address; with na, what depends on it is shown as possible. Default: na; Cilium never does.")
    private PodsByAddress podsByAddress = PodsByAddress.NA;

    /// Whether an ipBlock also matches pods.
    enum PodsByAddress {
        YES(Assumption.YES), NO(Assumption.NO), NA(Assumption.UNKNOWN);

        private final Assumption assumption;

        PodsByAddress(Assumption assumption) {
            this.assumption = assumption;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    EnforcementProfile profile() {
        return EnforcementProfile.of(podsByAddress.assumption);
    }
}
