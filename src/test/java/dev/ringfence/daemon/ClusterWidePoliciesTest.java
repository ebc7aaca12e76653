package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.DriftRecord.State;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Policies of the whole cluster, which change what pods of guarded namespaces may do from outside of these.
class ClusterWidePoliciesTest {
    private static final Map<String, String> GUARDED_NAME = Map.of("kubernetes.io/metadata.name",
            Specimen.NAMESPACE);

    private final LoopFixture loop = LoopFixture.guardingTheReferenceCase("Observe");

    @Test
    void oneThatSelectsGuardedPodsIsAForeignPolicyWithCauseAndWitness() {
        loop.see(Policies.admitting("let-in", GUARDED_NAME));

        var drift = loop.only(DriftKind.FOREIGN_POLICY).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(drift.object()).hasToString("AdminNetworkPolicy let-in");
        assertThat(drift.object().apiVersion()).isEqualTo("policy.networking.k8s.io/v1alpha1");
        assertThat(drift.namespace()).isEqualTo(Specimen.NAMESPACE);
        assertThat(drift.cause().rule()).isEqualTo("spec.ingress[0]");
        assertThat(drift.witnesses().getFirst().destination()).isEqualTo("ai-workloads/model-0");
        assertThat(drift.summary())
                .startsWith(
                        "AdminNetworkPolicy let-in is not in the baseline: ai-workloads/collector can reach");
    }

    @Test
    void oneThatSelectsOtherNamespacesIsNoDriftAndCausesNoJudgement() {
        var cycle = loop.report().cycle();
        loop.see(Policies.admitting("elsewhere", Map.of("team", "blue")));

        assertThat(loop.open()).isEmpty();
        assertThat(loop.report().cycle()).as("a report about the change, and none about a judgement")
                .isEqualTo(cycle + 1);
    }

    @Test
    void oneThatSelectsByNamespaceLabelsCountsFromTheMomentTheNamespaceHasThem() {
        loop.see(Policies.admitting("by-label", Map.of("team", "blue")));
        loop.tell(new NamespaceChange(Specimen.NAMESPACE,
                Optional.of(new Namespace(Specimen.NAMESPACE, "uid-" + Specimen.NAMESPACE,
                        Labels.of(Map.of("kubernetes.io/metadata.name", Specimen.NAMESPACE, "team", "blue")),
                        false))));

        assertThat(loop.only(DriftKind.FOREIGN_POLICY).drift().verdict()).isEqualTo(Verdict.LOOSENED);

        loop.tell(new NamespaceChange(Specimen.NAMESPACE,
                Optional.of(Specimen.namespace(Specimen.NAMESPACE))));

        assertThat(loop.only(DriftKind.FOREIGN_POLICY).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void oneThatIsGoneOrNarrowedIsADriftNoMore() {
        loop.see(Policies.admitting("let-in", GUARDED_NAME));
        loop.see(Policies.admitting("let-in", Map.of("team", "blue")));

        assertThat(loop.open()).isEmpty();

        loop.see(Policies.admitting("let-in", GUARDED_NAME));
        loop.lose(Policies.key(PolicyKind.ADMIN_NETWORK_POLICY, "let-in"));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void oneThatTheBaselineTrustsIsApproved() {
        loop.see(Specimen.baseline("Observe", 2, Map.of("trustedPolicies",
                List.of(Map.of("kind", "AdminNetworkPolicy", "name", "let-in")))));
        loop.see(Policies.admitting("let-in", GUARDED_NAME));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void oneThatTheBaselineExemptsIsAnExemptedDrift() {
        loop.see(Specimen.baseline("Observe", 2,
                Map.of("exemptions", List.of(Map.of("name", "window", "policy",
                        Map.of("kind", "AdminNetworkPolicy", "name", "let-in"), "reason", "maintenance",
                        "expiresAt", "2100-01-01T00:00:00Z")))));
        loop.see(Policies.admitting("let-in", GUARDED_NAME));

        assertThat(loop.only(DriftKind.FOREIGN_POLICY).state()).isEqualTo(State.EXEMPTED);
    }

    @Test
    void oneThatAffectsSeveralGuardedNamespacesIsADriftOfEachUnderAnIdOfItsOwn() {
        loop.see(Specimen.baseline("Observe", 2, Map.of("scope",
                Map.of("namespaces", Map.of("names", List.of(Specimen.NAMESPACE, "second"))))));
        loop.tell(new NamespaceChange("second", Optional.of(Specimen.namespace("second"))));
        loop.see(Specimen.pod("second", "model-0", Specimen.MODEL));
        loop.see(Policies.admitting("let-in", Map.of()));

        var drifts = loop.open().stream().map(DriftRecord::drift)
                .filter(drift -> drift.kind() == DriftKind.FOREIGN_POLICY).toList();
        assertThat(drifts).extracting(drift -> drift.namespace()).containsExactlyInAnyOrder(
                Specimen.NAMESPACE, "second");
        assertThat(drifts).extracting(drift -> drift.id()).doesNotHaveDuplicates();
    }

    @Test
    void theOtherEndIsHeldByPoliciesOfTheWholeClusterToo() {
        loop.see(Policies.admitting("let-in", GUARDED_NAME));
        assertThat(loop.only(DriftKind.FOREIGN_POLICY).drift().witnesses().getFirst().effective())
                .contains(true);

        loop.see(Policies.of(PolicyKind.ADMIN_NETWORK_POLICY, "shut", "1", Map.of("priority", 1, "subject",
                Map.of("pods", Map.of("namespaceSelector", Map.of("matchLabels", GUARDED_NAME),
                        "podSelector", Map.of("matchLabels", Map.of("role", "data-collector")))),
                "egress",
                List.of(Map.of("action", "Deny", "to", List.of(Map.of("namespaces", Map.of())))))));

        var letIn = loop.open().stream().map(DriftRecord::drift)
                .filter(drift -> drift.object().name().equals("let-in")).findFirst().orElseThrow();
        assertThat(letIn.witnesses().getFirst().effective()).contains(false);
    }
}
