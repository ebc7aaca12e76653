package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.manifests.BaselineFiles;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Baselines that are edited, deleted, and said twice.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineTextIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KubernetesClient admin;
    private Path kubeconfig;
    private ReferenceCase guarded;

    @BeforeAll
    void takePlane(ControlPlane plane) {
        admin = plane.admin();
        kubeconfig = plane.kubeconfig(ControlPlane.ADMIN);
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

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
            {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.300/8}}]}]} | spec.policies[0].spec.ingress[0].from[0].ipBlock.cidr | 10.0.0.300/8
            {podSelector: {matchExpressions: [{key: a, operator: Near}]}}           | spec.policies[0].spec.podSelector.matchExpressions[0].operator | Near
            {podSelector: {}, ingres: [{}]}                                         | spec.policies[0].spec.ingres | ingres
            {podSelector: {}, ingress: [{ports: [{port: 70000}]}]}                  | spec.policies[0].spec.ingress[0].ports[0].port | 70000
            """)
    void aBaselineThatIsEditedToNonsenseLeavesTheLastGoodOneInForce(String spec, String place, String found) {
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            guarded.approve();
            ringfence.awaitCalm(guarded.baseline());

            guarded.approve("""
                    policies:
                      - apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: ai-workload-isolation}
                        spec: %s
                    """.formatted(spec));

            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "BaselineRefused");
            assertThat(ringfence.pages().condition(guarded.baseline(), "Ready")).contains(
                    place + ": expected ",
                    found, "generation 1 stays in force");
            assertThat(ringfence.pages().metric(refused())).hasValue(1);
            StatusText.awaitContaining(guarded, "BaselineRefused");
            guarded.policy().delete();
            await("the last good one is repaired").atMost(PATIENCE).until(guarded::isPolicyAsApproved);

            guarded.approve("mode: Observe");
            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
            assertThat(ringfence.pages().metric(refused())).hasValue(0);
            assertThat(ringfence.pages().baseline(guarded.baseline()).at("/mode").asString())
                    .isEqualTo("Observe");
        }
    }

    @Test
    void aBaselineThatWasNeverGoodGuardsNothingAndSaysSo() {
        guarded.approve("policies: [{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,"
                + " metadata: {name: bad}, spec: {podSelector: 7}}]");
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "BaselineRefused");
            ringfence.awaitCondition(guarded.baseline(), "Isolated", "Unknown", "NotGuarded");
            assertThat(ringfence.pages().status("/readyz")).isEqualTo(200);
        }
    }

    @Test
    void aDeletedBaselineEndsTheGuardingAndLeavesThePolicies(TestNamespaces namespaces) {
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready();
                var other = new ReferenceCase(admin, namespaces.create())) {
            guarded.approve();
            ringfence.awaitCalm(guarded.baseline());
            guarded.addPolicy("debug-open", "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");
            ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Open");

            guarded.disapprove();

            ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Resolved");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                    ringfence.pages().baseline(guarded.baseline()).isMissingNode()).isTrue());
            assertThat(guarded.isPolicyAsApproved()).isTrue();
            guarded.policy().delete();
            // What comes later is judged later: by then the deletion was seen, and nothing done about it.
            other.approve();
            ringfence.awaitDrift(other.baseline(), "PolicyMissing", "Repaired");
            assertThat(guarded.policy().get()).isNull();
        }
    }

    @Test
    void whereAFileAndAnObjectHaveOneNameTheFileWinsAndThatIsSaid(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("baseline.yaml"),
                Serialization.asYaml(guarded.document("mode: Observe")));
        try (var ringfence = Ringfence.start(kubeconfig, BaselineFiles.load(file)).ready()) {
            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Open");
            assertThat(ringfence.pages().condition(guarded.baseline(), "Ready"))
                    .startsWith("Ready=True InForce");

            guarded.approve("mode: Repair");

            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "BaselineRefused");
            assertThat(ringfence.pages().condition(guarded.baseline(), "Ready"))
                    .contains("baseline.yaml", "a custom resource of the same name");
            assertThat(ringfence.pages().baseline(guarded.baseline()).at("/mode").asString())
                    .isEqualTo("Observe");
            assertThat(guarded.policy().get()).isNull();

            guarded.disapprove();
            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
        }
    }

    private String refused() {
        return "ringfence_baseline_refused{baseline=\"%s\"}".formatted(guarded.baseline());
    }
}
