package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.DriftRecord.State;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.PolicyKind;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Baselines whose policies are of other kinds than NetworkPolicy: kept, compared, restored, and said to be lost.
class EveryKindTest {
    private static final Map<String, Object> LETTING = Policies.letting(Map.of("fromEndpoints",
            List.of(Map.of("matchLabels", Map.of("role", "data-collector"))), "toPorts",
            List.of(Policies.port("80"))));
    private static final Map<String, Object> DENYING = Map.of("priority", 5, "subject",
            Map.of("namespaces", Map.of()), "ingress",
            List.of(Map.of("action", "Deny", "from", List.of(Map.of("namespaces",
                    Map.of("matchLabels", Map.of("team", "blue")))))));

    private final LoopFixture loop = new LoopFixture();

    private void guard(PolicyKind kind, Map<String, Object> content, String... namespaces) {
        var policy = new HashMap<String, Object>(content);
        policy.putAll(Map.of("apiVersion", kind.apiVersion(), "kind", kind.kind(), "metadata",
                Map.of("name", "kept")));
        loop.see(Specimen.baseline("Repair", 1, Map.of("scope",
                Map.of("namespaces", Map.of("names", List.of(namespaces)), "workloads",
                        Map.of("matchLabels", Specimen.MODEL), "otherPods", "Ignore"),
                "policies", List.of(policy))));
        for (var namespace : namespaces) {
            loop.tell(new NamespaceChange(namespace, Optional.of(Specimen.namespace(namespace))));
            loop.see(Specimen.pod(namespace, "model-0", Specimen.MODEL));
            loop.see(Specimen.pod(namespace, "collector", Map.of("role", "data-collector")));
        }
        loop.see(new PolicyObject(Policies.key(kind, "kept"), kind.apiVersion(), "uid-kept", "1",
                Optional.empty(), content));
        loop.lead(true);
        loop.watch(kind.resource(), Phase.SYNCED);
        loop.sync();
        assertThat(loop.open()).isEmpty();
    }

    private void guardWithCilium() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
        guard(PolicyKind.CILIUM_NETWORK_POLICY, Map.of("spec", LETTING), Specimen.NAMESPACE);
    }

    @Test
    void aMissingCiliumPolicyIsCreatedInTheGuardedNamespace() {
        guardWithCilium();
        loop.lose(Policies.key(PolicyKind.CILIUM_NETWORK_POLICY, "kept"));

        assertThat(loop.only(DriftKind.POLICY_MISSING).drift().verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(loop.sent.getLast().action()).isInstanceOfSatisfying(Action.CreatePolicy.class, create -> {
            assertThat(create.target().apiVersion()).isEqualTo("cilium.io/v2");
            assertThat(Field.root(create.manifest()).get("metadata").get("namespace").text())
                    .isEqualTo(Specimen.NAMESPACE);
            assertThat(create.manifest()).containsEntry("spec", LETTING);
        });
    }

    @Test
    void rulesThatWereMovedToSpecsAreNoDriftAndMoreOfThemAreTakenAway() {
        guardWithCilium();
        loop.see(cilium("2", Map.of("specs", List.of(LETTING))));
        assertThat(loop.open()).isEmpty();

        loop.see(cilium("3", Map.of("specs", List.of(LETTING, Policies.letting(Map.of("fromEntities",
                List.of("world")))))));

        var drift = loop.only(DriftKind.POLICY_CHANGED).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.cause().rule()).isEqualTo("specs[1].ingress[0]");
        assertThat(loop.sent.getLast().action()).isInstanceOfSatisfying(Action.RestorePolicy.class,
                restore -> {
                    assertThat(restore.content()).isEqualTo(Map.of("spec", LETTING));
                    assertThat(restore.surplus()).containsExactly("specs");
                    assertThat(restore.resourceVersion()).isEqualTo("3");
                });
    }

    @Test
    void aPolicyOfTheWholeClusterIsKeptOnceAndRepairedOnceForAllNamespaces() {
        guard(PolicyKind.ADMIN_NETWORK_POLICY, Map.of("spec", DENYING), "first", "second");
        loop.lose(Policies.key(PolicyKind.ADMIN_NETWORK_POLICY, "kept"));

        assertThat(loop.open()).extracting(record -> record.drift().namespace())
                .containsExactlyInAnyOrder("first", "second");
        assertThat(loop.sent).extracting(LoopFixture.Sent::action).singleElement()
                .isInstanceOfSatisfying(Action.CreatePolicy.class, create -> {
                    assertThat(create.target()).hasToString("AdminNetworkPolicy kept");
                    assertThat(Field.root(create.manifest()).get("metadata").get("namespace").present())
                            .isFalse();
                });

        loop.end(Result.SUCCEEDED);
        loop.see(Policies.of(PolicyKind.ADMIN_NETWORK_POLICY, "kept", "2", DENYING));

        assertThat(loop.report().drifts()).extracting(DriftRecord::state)
                .containsExactly(State.REPAIRED, State.REPAIRED);
        assertThat(loop.report().baselines().getFirst().policies())
                .containsExactly("AdminNetworkPolicy kept");
    }

    @Test
    void aForeignPolicyOfTheWholeClusterIsNeverDeletedSinceItServesOthers() {
        loop.see(Specimen.baseline("Repair", 1, Map.of("foreignPolicies", "Delete")));
        loop.tell(new NamespaceChange(Specimen.NAMESPACE,
                Optional.of(Specimen.namespace(Specimen.NAMESPACE))));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "1", Specimen.isolation()));
        loop.see(Specimen.pod(Specimen.NAMESPACE, "model-0", Specimen.MODEL));
        loop.lead(true);
        loop.watch(PolicyKind.ADMIN_NETWORK_POLICY.resource(), Phase.SYNCED);
        loop.sync();
        loop.see(Policies.admitting("let-in", Map.of()));

        assertThat(loop.only(DriftKind.FOREIGN_POLICY).drift().verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(loop.sent).isEmpty();
    }

    @Test
    void aKindThatIsNoLongerServedIsLostEnforcementAndNotAnEndlessRepair() {
        guardWithCilium();
        loop.watch(PolicyKind.CILIUM_NETWORK_POLICY.resource(), Phase.ABSENT);
        loop.lose(Policies.key(PolicyKind.CILIUM_NETWORK_POLICY, "kept"));

        var drift = loop.only(DriftKind.ENFORCEMENT_LOST).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.summary()).startsWith("CiliumNetworkPolicy ai-workloads/kept is not enforced, since"
                + " the API server does not serve ciliumnetworkpolicies.cilium.io: ");
        assertThat(loop.sent).isEmpty();
        assertThat(loop.condition("Enforced").status()).isEqualTo(Condition.Status.FALSE);
        assertThat(loop.condition("Enforced").reason()).isEqualTo("EnforcementLost");

        loop.watch(PolicyKind.CILIUM_NETWORK_POLICY.resource(), Phase.SYNCED);

        assertThat(loop.only(DriftKind.POLICY_MISSING).isClosed()).isFalse();
        assertThat(loop.sent.getLast().action()).isInstanceOf(Action.CreatePolicy.class);
    }

    @Test
    void aKindThatTheEnforcerDoesNotReadIsLostEnforcement() {
        guard(PolicyKind.ADMIN_NETWORK_POLICY, Map.of("spec", DENYING), Specimen.NAMESPACE);
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));

        assertThat(loop.only(DriftKind.ENFORCEMENT_LOST).drift().summary()).startsWith(
                "AdminNetworkPolicy kept is not enforced, since Cilium 1.19.4 does not read the kind"
                        + " AdminNetworkPolicy: ");
        assertThat(loop.sent).isEmpty();
    }

    @Test
    void aForeignPolicyThatTheEnforcerDoesNotReadIsNoDrift() {
        guardWithCilium();
        loop.see(Policies.admitting("let-in", Map.of()));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void anEnforcerThatIsSwitchedOffIsLostEnforcementAndRepairsGoOn() {
        guardWithCilium();
        for (var off : List.of(CiliumProfile.CURRENT.with(EnablePolicy.NEVER),
                CiliumProfile.CURRENT.with(Option.AUDIT))) {
            loop.tell(new ProfileChange(EnforcementProfile.of(off), "cilium-config"));

            var drift = open(DriftKind.ENFORCEMENT_LOST);
            assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
            assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(drift.object()).hasToString("ConfigMap kube-system/cilium-config");
            assertThat(drift.witnesses()).isNotEmpty();
            assertThat(loop.condition("Isolated").status()).isEqualTo(Condition.Status.FALSE);

            loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
            assertThat(loop.open()).isEmpty();
        }
        loop.tell(new ProfileChange(EnforcementProfile.of(CiliumProfile.CURRENT.with(Option.AUDIT)),
                "cilium-config"));
        loop.lose(Policies.key(PolicyKind.CILIUM_NETWORK_POLICY, "kept"));

        assertThat(loop.sent.getLast().action()).isInstanceOf(Action.CreatePolicy.class);
    }

    /// Rows 51 and 87: agents may keep the old version until they restart, and then have none.
    @Test
    void aBaselinePolicyThatTheAgentWouldRefuseIsRejectedAndRestored() {
        guardWithCilium();
        loop.see(cilium("2", Map.of("spec", Map.of("endpointSelector", Map.of(), "ingress", List.of()))));

        var drift = loop.only(DriftKind.POLICY_REJECTED).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(drift.severity()).isEqualTo(Severity.WARNING);
        assertThat(drift.summary()).contains("is refused by its enforcer", "may be able to reach");
        assertThat(loop.condition("Isolated").status()).isEqualTo(Condition.Status.UNKNOWN);
        assertThat(loop.condition("Enforced").reason()).isEqualTo("PolicyRejected");
        assertThat(loop.sent.getLast().action()).isInstanceOf(Action.RestorePolicy.class);
    }

    @Test
    void aForeignPolicyThatTheAgentRefusesIsDoubtfulAndHidesNothingCertain() {
        guardWithCilium();
        loop.see(Policies.of(PolicyKind.CILIUM_NETWORK_POLICY, "broken", "1",
                Policies.letting(Map.of("fromEntities", List.of("all"), "fromCIDR",
                        List.of("10.0.0.0/8")))));

        assertThat(open(DriftKind.POLICY_REJECTED).verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(loop.sent).isEmpty();

        loop.see(Specimen.policy("open", "1", Specimen.open()));

        assertThat(open(DriftKind.FOREIGN_POLICY).verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(open(DriftKind.FOREIGN_POLICY).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whatTheEnforcerItselfSaysOfAPolicyCounts() {
        guardWithCilium();
        loop.see(cilium("2", Map.of("spec", LETTING, "status", Map.of("conditions",
                List.of(Map.of("type", "Valid", "status", "False", "message", "conflicting parsers"))))));

        assertThat(open(DriftKind.POLICY_REJECTED).summary()).contains("conflicting parsers");
        assertThat(loop.sent).as("the text is as approved").isEmpty();
    }

    /// Row 44: nobody touched a policy.
    @Test
    void aGroupThatGainsAddressesIsADriftOfThePolicyThatRefersToItAndIsNotRepaired() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
        loop.tell(ReferencesTest.group("partners", "192.0.2.0/24"));
        guard(PolicyKind.CILIUM_NETWORK_POLICY, Map.of("spec", Policies.letting(Map.of("fromCIDRSet",
                List.of(Map.of("cidrGroupRef", "partners"))))), Specimen.NAMESPACE);

        loop.tell(ReferencesTest.group("partners", "192.0.0.0/16"));

        var drift = open(DriftKind.POLICY_CHANGED);
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.cause().object()).hasToString("CiliumCIDRGroup partners");
        assertThat(drift.summary()).startsWith("CiliumNetworkPolicy ai-workloads/kept means something else"
                + " since CiliumCIDRGroup partners was changed: ");
        assertThat(loop.sent).isEmpty();

        loop.tell(ReferencesTest.group("partners", "192.0.2.0/24"));
        assertThat(loop.open()).isEmpty();
    }

    /// Row 45: of a group that is gone, an allow means nobody, and a deny denies nobody.
    @Test
    void aGroupThatIsGoneTightensWhatItAllowed() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
        loop.tell(ReferencesTest.group("partners", "192.0.2.0/24"));
        guard(PolicyKind.CILIUM_NETWORK_POLICY, Map.of("specs", List.of(
                Policies.letting(Map.of("fromCIDRSet", List.of(Map.of("cidrGroupRef", "partners")))))),
                Specimen.NAMESPACE);
        loop.tell(new CidrGroupChange("partners", Optional.empty()));
        assertThat(open(DriftKind.POLICY_CHANGED).verdict()).isEqualTo(Verdict.TIGHTENED);
    }

    @Test
    void aGroupThatIsGoneLoosensWhatItDenied() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
        loop.tell(ReferencesTest.group("partners", "192.0.2.0/24"));
        guard(PolicyKind.CILIUM_NETWORK_POLICY, Map.of("spec", Map.of("endpointSelector",
                Map.of("matchLabels", Specimen.MODEL), "ingress", List.of(Map.of("fromEntities",
                        List.of("world"))),
                "ingressDeny", List.of(Map.of("fromCIDRSet", List.of(Map.of("cidrGroupRef", "partners")))))),
                Specimen.NAMESPACE);
        loop.tell(new CidrGroupChange("partners", Optional.empty()));
        assertThat(open(DriftKind.POLICY_CHANGED).verdict()).isEqualTo(Verdict.LOOSENED);
    }

    /// Row 46.
    @Test
    void aServiceThatSelectsOtherPodsMovesThePeersOfThePolicyThatRefersToIt() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
        loop.tell(ReferencesTest.service("app", "db"));
        guard(PolicyKind.CILIUM_NETWORK_POLICY, Map.of("spec", Map.of("endpointSelector",
                Map.of("matchLabels", Specimen.MODEL), "egress", List.of(Map.of("toServices",
                        List.of(Map.of("k8sService", Map.of("serviceName", "db", "namespace",
                                Specimen.NAMESPACE))))))),
                Specimen.NAMESPACE);

        loop.tell(ReferencesTest.service("app", "anything"));

        var drift = open(DriftKind.POLICY_CHANGED);
        assertThat(drift.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(drift.cause().object()).hasToString("Service ai-workloads/db");
        assertThat(loop.sent).isEmpty();
    }

    /// Row 74.
    @Test
    void aPathThatWasWidenedIsADriftWithAWitnessRequestAndIsRestored() {
        loop.tell(new ProfileChange(EnforcementProfile.CILIUM, "cilium-config"));
        guard(PolicyKind.CILIUM_NETWORK_POLICY, Map.of("spec", http("/v1/.*")), Specimen.NAMESPACE);

        loop.see(cilium("2", Map.of("spec", http(".*"))));

        var drift = open(DriftKind.POLICY_CHANGED);
        assertThat(drift.verdict()).isEqualTo(Verdict.LOOSENED);
        assertThat(drift.cause().rule()).isEqualTo("spec.ingress[0]");
        assertThat(drift.witnesses().getFirst().request()).isPresent();
        assertThat(drift.summary()).contains("TCP 8080 with GET ");
        assertThat(loop.sent.getLast().action()).isInstanceOf(Action.RestorePolicy.class);

        loop.end(Result.SUCCEEDED);
        loop.see(cilium("3", Map.of("spec", http("/v1/.*"))));
        assertThat(loop.open()).isEmpty();
    }

    private static Map<String, Object> http(String path) {
        return Policies.letting(Map.of("fromEndpoints",
                List.of(Map.of("matchLabels", Map.of("role", "data-collector"))), "toPorts",
                List.of(Map.of("ports", List.of(Map.of("port", "8080", "protocol", "TCP")), "rules",
                        Map.of("http", List.of(Map.of("method", "GET", "path", path)))))));
    }

    private static PolicyObject cilium(String version, Map<String, Object> content) {
        return new PolicyObject(Policies.key(PolicyKind.CILIUM_NETWORK_POLICY, "kept"), "cilium.io/v2",
                "uid-kept", version, Optional.empty(), content);
    }

    private Drift open(DriftKind kind) {
        return loop.open().stream().map(DriftRecord::drift).filter(drift -> drift.kind() == kind).findFirst()
                .orElseThrow(() -> new AssertionError("expected a drift " + kind + ", found " + loop.open()));
    }
}
