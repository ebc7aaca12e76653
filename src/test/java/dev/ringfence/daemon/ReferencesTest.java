package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Verdict;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Service;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What policies refer to, and who enforces them: changes that no policy shows.
class ReferencesTest {
    private final LoopFixture loop = LoopFixture.guardingTheReferenceCase("Observe");

    ReferencesTest() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config in kube-system"));
    }

    @Test
    void aForeignPolicyMeansWhatTheGroupThatItRefersToHolds() {
        loop.see(Policies.of(PolicyKind.CILIUM_NETWORK_POLICY, "partners", "1", Policies.letting(
                Map.of("fromCIDRSet", List.of(Map.of("cidrGroupRef", "partners"))))));
        assertThat(loop.open()).as("the group does not exist").isEmpty();

        loop.tell(group("partners", "198.51.100.0/24"));

        var drift = loop.only(DriftKind.FOREIGN_POLICY).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.witnesses().getFirst().source()).isEqualTo("198.51.100.0/24");

        loop.tell(new CidrGroupChange("partners", Optional.empty()));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void aForeignPolicyMeansThePodsBehindTheServiceThatItRefersTo() {
        loop.see(Policies.of(PolicyKind.CILIUM_NETWORK_POLICY, "shut", "1",
                Map.of("endpointSelector", Map.of("matchLabels", Specimen.MODEL), "egress",
                        List.of(Map.of("toServices", List.of(Map.of("k8sService",
                                Map.of("serviceName", "db", "namespace", Specimen.NAMESPACE))))))));
        assertThat(loop.only(DriftKind.FOREIGN_POLICY).drift().summary())
                .contains("ai-workloads/model-0 can no longer reach");

        loop.see(Specimen.pod(Specimen.NAMESPACE, "db-0", Map.of("app", "db")));
        loop.tell(service("app", "db"));
        var denied = loop.only(DriftKind.FOREIGN_POLICY).drift().witnesses();

        assertThat(denied).extracting(witness -> witness.destination())
                .doesNotContain("ai-workloads/db-0");
    }

    @Test
    void theEnforcerDecidesWhatPoliciesMeanFromTheMomentItIsKnown() {
        assertThat(loop.report().enforcer().name()).isEqualTo("Cilium 1.19.4");
        loop.see(Specimen.policy("half", "1", Map.of("podSelector", Map.of(), "policyTypes",
                List.of("Ingress"), "egress",
                List.of(Map.of("to", List.of(Map.of("podSelector", Map.of("matchLabels",
                        Map.of("role", "proxy")))))))));
        assertThat(loop.only(DriftKind.FOREIGN_POLICY).drift().verdict())
                .as("Cilium isolates where there are rules").isEqualTo(Verdict.TIGHTENED);

        loop.tell(new ProfileChange(EnforcementProfile.GENERIC, "nothing that is known"));

        assertThat(loop.open()).as("others go by policyTypes").isEmpty();
        assertThat(loop.report().enforcer().name()).isEqualTo("unknown");
        assertThat(loop.happenings).contains("enforcer Cilium 1.19.4", "enforcer unknown");
    }

    static CidrGroupChange group(String name, String cidr) {
        return new CidrGroupChange(name, Optional.of(new CidrGroup(name, Labels.EMPTY,
                AddressSet.of(AddressRange.parseCidr(cidr).orElseThrow()))));
    }

    static ServiceChange service(String key, String value) {
        return new ServiceChange(Specimen.NAMESPACE, "db", Optional.of(new Service(Specimen.NAMESPACE, "db",
                Labels.EMPTY, Optional.of(LabelSelector.EVERYTHING.and(key, ValueSet.of(value))),
                List.of())));
    }
}
