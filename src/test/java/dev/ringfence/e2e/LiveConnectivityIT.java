package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Who may reach the guarded pods of a running daemon, and what a pod makes of it that gives a name to another port.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConnectivityIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BY_NAME = """
            policies:
              - apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: ai-workload-isolation}
                spec:
                  podSelector: {matchLabels: {workload: ai, team: data-science}}
                  policyTypes: [Ingress]
                  ingress:
                    - from: [{podSelector: {matchLabels: {role: data-collector}}}]
                      ports: [{port: http}]
            """;

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
        guarded.pod("collector-0", ReferenceCase.COLLECTOR);
        model("http", 8080);
    }

    @AfterEach
    void disapprove() {
        guarded.disapprove();
    }

    private void model(String name, int port) {
        admin.resource(guarded.podOf("model-0", ReferenceCase.MODEL).editSpec().editFirstContainer()
                .addNewPort().withName(name).withContainerPort(port).endPort().endContainer().endSpec()
                .build()).create();
    }

    private void renumber(String name, int port) {
        guarded.podNamed("model-0").withGracePeriod(0).delete();
        await().atMost(PATIENCE).until(() -> guarded.podNamed("model-0").get() == null);
        model(name, port);
    }

    /// The only subject of the namespace, as far as it is known.
    private JsonNode subject() {
        return ringfence.pages()
                .json("/api/v1/connectivity?namespace=" + guarded.namespace() + "&baseline="
                        + guarded.baseline())
                .at("/connectivity/0/subjects/0");
    }

    @Test
    void itIsThatOfTheLivePoliciesWhateverTheBaselineSays() {
        guarded.approve("mode: Observe", BY_NAME);
        guarded.addPolicy(ReferenceCase.POLICY, ReferenceCase.POLICY_SPEC);

        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(subject().at("/ingress/peers/0/connections").toString())
                        .isEqualTo("{\"TCP\":[[80,80]]}"));
        assertThat(subject().at("/ingress/peers")).hasSize(1);
        assertThat(subject().at("/ingress/peers/0/pods/sample/0").asString())
                .isEqualTo(guarded.namespace() + "/collector-0");
        assertThat(subject().at("/egress/isolated").asBoolean()).isFalse();
        assertThat(subject().at("/egress/peers/0/connections").asString()).isEqualTo("ALL");

        guarded.addPolicy("debug-open", "{podSelector: {}, ingress: [{}]}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(subject().at("/policies/count").asInt()).isEqualTo(2));
        assertThat(subject().at("/ingress/peers/0/connections").asString()).isEqualTo("ALL");
    }

    @Test
    void aPodThatGivesANameToAnotherPortIsADriftUntilItDoesSoNoMore() {
        guarded.approve(BY_NAME);
        ringfence.awaitCalm(guarded.baseline());
        assertThat(subject().at("/ingress/peers/0/connections").toString())
                .isEqualTo("{\"TCP\":[[8080,8080]]}");

        renumber("http", 22);

        var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Open");
        assertThat(drift.outline()).isEqualTo("PolicyChanged NetworkPolicy ai-workload-isolation Open");
        assertThat(drift.verdict() + " " + drift.severity() + " " + drift.rule())
                .isEqualTo("Mixed warning spec.containers[].ports");
        assertThat(SeenDrift.text(drift.json(), "/cause/object/kind")).isEqualTo("Pod");
        assertThat(drift.json().at("/witnesses/0/port").asInt()).isEqualTo(22);
        assertThat(subject().at("/ingress/peers/0/connections").toString()).isEqualTo("{\"TCP\":[[22,22]]}");

        renumber("http", 8080);
        ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Resolved");
        ringfence.awaitCalm(guarded.baseline());
    }
}
