package dev.ringfence.cli;

import dev.ringfence.policy.EnforcementProfile;
import java.util.Locale;
import picocli.CommandLine.Option;

/// What manifests do not say about the enforcer of policies, and about how it reads them.
final class ReadingOptions extends EnforcerOptions {

    @Option(names = "--dialect", paramLabel = "npv1|cilium", description = "How a NetworkPolicy is read: as its API says, or as Cilium does. Default: npv1.")
    private Dialect dialect = Dialect.NPV1;

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

    @Override
    EnforcementProfile profile() {
        return switch (dialect) {
            case NPV1 -> super.profile();
            case CILIUM -> EnforcementProfile.CILIUM;
        };
    }
}
