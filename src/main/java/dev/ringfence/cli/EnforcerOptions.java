package dev.ringfence.cli;

import dev.ringfence.manifests.Manifest;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.EnforcementProfile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What objects do not say about the enforcer of policies, and about how it reads them.
final class EnforcerOptions {

    @Option(names = "--dialect", paramLabel = "npv1|cilium", description = "How policies are read: as their APIs say, or as Cilium does. Default: cilium where objects of Cilium are there, else npv1.")
    private @Nullable Dialect dialect;

    @Option(names = "--ipblock-matches-pods", paramLabel = "yes|no|na", description = "Whether an ipBlock also matches pods by their address; with na, what depends on it is shown as possible. With no, neither do the networks of the Admin tiers. Default: na; Cilium never does.")
    private PodsByAddress podsByAddress = PodsByAddress.NA;

    /// How policies are read.
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

    /// Whether addresses in policies also match pods.
    enum PodsByAddress {
        YES, NO, NA;

        EnforcementProfile profile() {
            return switch (this) {
                case YES -> EnforcementProfile.of(Assumption.YES);
                case NO -> EnforcementProfile.withoutPodAddresses();
                case NA -> EnforcementProfile.of(Assumption.UNKNOWN);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The enforcer of what manifests describe.
    ///
    /// @param err where to say that Cilium was recognised
    EnforcementProfile profile(List<Manifest> manifests, PrintWriter err) {
        return profile(CiliumEvidence.in(manifests), err);
    }

    /// The enforcer of a cluster.
    ///
    /// @param evidence what tells that it is Cilium; absent if nothing does
    EnforcementProfile profile(Optional<CiliumEvidence> evidence, PrintWriter err) {
        if (dialect != null) {
            return switch (dialect) {
                case NPV1 -> podsByAddress.profile();
                case CILIUM -> evidence.map(CiliumEvidence::profile).orElse(EnforcementProfile.CILIUM);
            };
        }
        evidence.ifPresent(found -> {
            err.println("ringfence: policies are read as Cilium reads them, since there is " + found.text()
                    + " (--dialect npv1 reads them as their APIs say)");
            err.flush();
        });
        return evidence.map(CiliumEvidence::profile)
                .orElseGet(() -> podsByAddress.profile());
    }
}
