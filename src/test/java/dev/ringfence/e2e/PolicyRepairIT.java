package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attacks on the policies of a baseline, each seen, told and undone.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyRepairIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REPAIRED = "NetworkPolicy ai-workload-isolation Repaired [RestorePolicy: Succeeded]";
    private static final String OPEN_TO_ALL = "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}";

    private KubernetesClient admin;
    private Ringfence ringfence;
    private ReferenceCase guarded;

    @BeforeAll
    void start(ControlPlane plane) {
        admin = plane.admin();
        ringfence = Ringfence.start(plane);
    }

    @AfterAll
    void stop() {
        ringfence.close();
    }

    @BeforeEach
    void createNamespace(TestNamespaces namespaces) {
        guarded = new ReferenceCase(admin, namespaces.create());
        guarded.model("model-0");
    }

    @AfterEach
    void disapprove() {
        guarded.disapprove();
    }

    private void approve(String... fragments) {
        guarded.approve(fragments);
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void aPolicyThatIsMissingIsCreatedWithTheBaseline() {
        guarded.approve();

        var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");

        assertThat(drift.outline()).isEqualTo(
                "PolicyMissing NetworkPolicy ai-workload-isolation Repaired [CreatePolicy: Succeeded]");
        assertThat(guarded.isPolicyAsApproved()).isTrue();
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void aDeletedPolicyIsCreatedAnew() {
        approve();
        var first = ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");

        guarded.policy().delete();

        await().atMost(PATIENCE).until(guarded::isPolicyAsApproved);
        await("a second drift, with an id of its own").atMost(PATIENCE)
                .until(() -> ringfence.pages().drifts("baseline=" + guarded.baseline()).stream()
                        .filter(drift -> !drift.id().equals(first.id())
                                && drift.state().equals("Repaired"))
                        .count() == 1);
        assertThat(guarded.policy().require().getMetadata().getManagedFields())
                .extracting(fields -> fields.getManager()).containsExactly("ringfence");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " | ", textBlock = """
            a port is added          | {spec: {ingress: [{from: [{podSelector: {matchLabels: {role: data-collector}}}], ports: [{port: 80}, {port: 22}]}]}} | Loosened  | spec.ingress[0] | mallory
            the peers are emptied    | {spec: {ingress: [{from: [], ports: [{port: 80}]}]}}                                 | Loosened  | spec.ingress[0] | mallory
            the rules are removed    | {spec: {ingress: null}}                                                              | Tightened | spec.ingress    | ''
            the selector is narrowed | {spec: {podSelector: {matchLabels: {tier: front}}}}                                  | Loosened  | spec.podSelector | mallory
            the direction is changed | {spec: {policyTypes: [Egress], ingress: null, egress: [{}]}}                         | Loosened  | spec.policyTypes | mallory
            """)
    void aChangedPolicyIsRestored(String attack, String patch, String verdict, String rule,
            String changedBy) {
        approve();

        guarded.patchPolicy("mallory", patch);

        var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");
        assertThat(drift.outline()).as(attack).isEqualTo("PolicyChanged " + REPAIRED);
        assertThat(drift.verdict()).as(drift.summary()).isEqualTo(verdict);
        assertThat(drift.rule()).as(drift.summary()).isEqualTo(rule);
        assertThat(drift.changedBy()).as("who removes a field leaves no trace").isEqualTo(changedBy);
        assertThat(guarded.isPolicyAsApproved()).as(attack).isTrue();
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void aSelectorThatAnotherManagerTookOverIsRestored() {
        approve();
        var attack = new NetworkPolicyBuilder().withNewMetadata().withNamespace(guarded.namespace())
                .withName(ReferenceCase.POLICY).endMetadata()
                .withNewSpec().withNewPodSelector().addToMatchLabels("never", "matches").endPodSelector()
                .endSpec().build();

        admin.resource(attack).patch(new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("mallory").withForce(true).build());

        var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");
        assertThat(drift.rule()).isEqualTo("spec.podSelector");
        assertThat(guarded.isPolicyAsApproved()).isTrue();
    }

    @Test
    void labelsAndAnnotationsOfOthersSurviveARepair() {
        approve();

        guarded.patchPolicy("gitops",
                "{metadata: {labels: {app: gitops}, annotations: {note: kept}}, spec: {ingress: [{}]}}");

        ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");
        var metadata = guarded.policy().require().getMetadata();
        assertThat(metadata.getLabels()).containsEntry("app", "gitops");
        assertThat(metadata.getAnnotations()).containsEntry("note", "kept");
    }

    @Test
    void aRewriteWithTheSameEffectIsNoDriftAndIsLeftAlone() {
        approve();

        guarded.patchPolicy("gitops",
                """
                        spec:
                          ingress:
                            - from: [{podSelector: {matchExpressions: [{key: role, operator: In, values: [data-collector]}]}}]
                              ports: [{port: 80, endPort: 80, protocol: TCP}]
                        """
                        .replace("podSelector: {match", "podSelector: {matchLabels: null, match"));
        var rewritten = guarded.policy().require().getMetadata().getResourceVersion();
        // Whatever follows is judged after the rewrite: both arrive by the same watch.
        guarded.addPolicy("debug-open", OPEN_TO_ALL);
        ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Open");

        assertThat(ringfence.pages().drifts("baseline=" + guarded.baseline() + "&kind=PolicyChanged"))
                .isEmpty();
        assertThat(guarded.policy().require().getMetadata().getResourceVersion()).isEqualTo(rewritten);
    }

    @ParameterizedTest
    @CsvSource({"Report", "Contain"})
    void aForeignPolicyIsReportedAndLeftAlone(String what) {
        approve("foreignPolicies: " + what);

        var foreign = guarded.addPolicy("debug-open", OPEN_TO_ALL);

        var drift = ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Open");
        assertThat(drift.outline()).isEqualTo("ForeignPolicy NetworkPolicy debug-open Open");
        assertThat(drift.verdict() + " " + drift.rule()).isEqualTo("Loosened spec.ingress[0]");
        ringfence.awaitCondition(guarded.baseline(), "Isolated", "False", "ForeignPolicy");
        assertThat(guarded.policy("debug-open").require().getMetadata().getResourceVersion())
                .isEqualTo(foreign.getMetadata().getResourceVersion());

        guarded.policy("debug-open").delete();
        assertThat(ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Resolved").actions()).isEmpty();
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void aForeignPolicyIsDeletedOnlyByExplicitOptIn() {
        approve("foreignPolicies: Delete");

        guarded.addPolicy("debug-open", OPEN_TO_ALL);

        assertThat(ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Repaired").outline())
                .isEqualTo("ForeignPolicy NetworkPolicy debug-open Repaired [DeletePolicy: Succeeded]");
        assertThat(guarded.policy("debug-open").get()).isNull();
    }

    @Test
    void aForeignPolicyThatLoosensNothingIsNoDrift() {
        approve("foreignPolicies: Delete");

        guarded.addPolicy("harmless",
                "{podSelector: {matchLabels: {workload: web}}, policyTypes: [Ingress], ingress: [{}]}");
        guarded.addPolicy("deny", "{podSelector: {}, policyTypes: [Ingress]}");
        guarded.addPolicy("debug-open", OPEN_TO_ALL);

        ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Repaired");
        assertThat(guarded.policy("harmless").get()).isNotNull();
        assertThat(guarded.policy("deny").get()).isNotNull();
        assertThat(ringfence.pages().drifts("baseline=" + guarded.baseline() + "&kind=ForeignPolicy"))
                .extracting(SeenDrift::object).containsExactly("NetworkPolicy debug-open");
    }

    @Test
    void twoAttacksAtOnceAreTwoDriftsAndBothAreRepaired() {
        approve("foreignPolicies: Delete");

        guarded.addPolicy("debug-open", OPEN_TO_ALL);
        guarded.patchPolicy("mallory", "{spec: {ingress: [{}]}}");

        assertThat(ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Repaired").object())
                .isEqualTo("NetworkPolicy debug-open");
        assertThat(ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired").outline())
                .isEqualTo("PolicyChanged " + REPAIRED);
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void observeModeReportsAndWritesNoPolicy() {
        guarded.approve("mode: Observe");
        ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Open");
        var policy = guarded.addPolicy(ReferenceCase.POLICY, "{podSelector: {}, ingress: [{}]}");

        var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Open");

        assertThat(drift.actions()).isEmpty();
        ringfence.awaitCondition(guarded.baseline(), "Isolated", "False", "PolicyChanged");
        assertThat(guarded.policy().require().getMetadata().getResourceVersion())
                .isEqualTo(policy.getMetadata().getResourceVersion());
        assertThat(ringfence.pages().drifts("baseline=" + guarded.baseline()))
                .allSatisfy(seen -> assertThat(seen.actions()).isEmpty());
    }
}
