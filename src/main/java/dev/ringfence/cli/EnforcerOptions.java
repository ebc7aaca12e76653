package dev.ringfence.cli;

import dev.ringfence.connectivity.Assumption;
import dev.ringfence.connectivity.EnforcementProfile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What manifests do not say about the enforcer of policies.
final class EnforcerOptions {

    @Option(names = "--dialect", paramLabel = "npv1|cilium", description = "How a NetworkPolicy is read: as its API says, or as Cilium does. Default: npv1.")
    private Dialect dialect = Dialect.NPV1;

    @Option(names = "--ipblock-matches-pods", paramLabel = "yes|no|na", description = "Whether an ipBlock also matches pods by their address; with na, what depends on it is shown as possible. Default: na, and no with --dialect cilium.")
    private @Nullable PodsByAddress podsByAddress;

    /// How a NetworkPolicy is read.
    enum Dialect {
        /// As networking.k8s.io/v1 documents it.
        NPV1,
        /// As Cilium translates it: rules of a direction isolate in it, whether or not `policyTypes` lists it.
        CILIUM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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

    Dialect dialect() {
        return dialect;
    }

    EnforcementProfile profile() {
        if (podsByAddress == null) {
            return new EnforcementProfile(dialect == Dialect.CILIUM ? Assumption.NO : Assumption.UNKNOWN);
        }
        return new EnforcementProfile(podsByAddress.assumption);
    }
}
