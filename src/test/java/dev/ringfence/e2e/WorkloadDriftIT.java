package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Drifts that no policy object makes: of pods, of peers, of guarantees; and those that are exempted.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadDriftIT {
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
    void aPodThatLosesItsLabelIsUncoveredUntilItHasItAgain() {
        approve();

        relabel("model-0", Map.of("workload", "ai"));

        var drift = ringfence.awaitDrift(guarded.baseline(), "WorkloadUncovered", "Open");
        assertThat(drift.outline()).isEqualTo("WorkloadUncovered Pod model-0 Open");
        assertThat(drift.verdict() + " " + drift.rule()).isEqualTo("Loosened metadata.labels");
        ringfence.awaitCondition(guarded.baseline(), "Isolated", "False", "WorkloadUncovered");
        assertThat(ringfence.pages().metric(series("ringfence_uncovered_pods"))).hasValue(1);
        assertThat(ringfence.pages().baseline(guarded.baseline()).at("/guarded/uncoveredPods").asInt())
                .isEqualTo(1);

        relabel("model-0", ReferenceCase.MODEL);
        assertThat(ringfence.awaitDrift(guarded.baseline(), "WorkloadUncovered", "Resolved").id())
                .isEqualTo(drift.id());
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void aGuardedPodThatNoPolicySelectsIsUncovered() {
        guarded.approve("scope: {workloads: {matchLabels: {}}}");
        guarded.pod("stray", Map.of("app", "stray"));

        var drift = ringfence.awaitDrift(guarded.baseline(), "WorkloadUncovered", "Open");

        assertThat(drift.outline()).isEqualTo("WorkloadUncovered Pod stray Open");
        assertThat(drift.verdict()).isEqualTo("Loosened");
        guarded.podNamed("stray").withGracePeriod(0).delete();
        ringfence.awaitDrift(guarded.baseline(), "WorkloadUncovered", "Resolved");
    }

    @Test
    void aPodOnTheHostsNetworkCannotBeHeld() {
        approve();

        admin.resource(guarded.podOf("host-0", ReferenceCase.MODEL).editSpec().withHostNetwork(true)
                .endSpec().build()).create();

        var drift = ringfence.awaitDrift(guarded.baseline(), "WorkloadUnenforceable", "Open");
        assertThat(drift.outline()).isEqualTo("WorkloadUnenforceable Pod host-0 Open");
        assertThat(drift.severity() + " " + drift.rule()).isEqualTo("critical spec.hostNetwork");
        ringfence.awaitCondition(guarded.baseline(), "Enforced", "False", "WorkloadUnenforceable");

        guarded.podNamed("host-0").withGracePeriod(0).delete();
        ringfence.awaitDrift(guarded.baseline(), "WorkloadUnenforceable", "Resolved");
        ringfence.awaitCondition(guarded.baseline(), "Enforced", "Unknown", "NotVerified");
    }

    @Test
    void aPodThatPutsOnTheLabelOfAnApprovedPeerIsGainedUntilItIsGone() {
        approve();

        guarded.pod("spoof", ReferenceCase.COLLECTOR);

        var drift = ringfence.awaitDrift(guarded.baseline(), "PeerGained", "Open");
        assertThat(drift.outline()).isEqualTo("PeerGained Pod spoof Open");
        assertThat(SeenDrift.text(drift.json(), "/witnesses/0/source"))
                .isEqualTo(guarded.namespace() + "/spoof");
        assertThat(drift.json().at("/witnesses/0/port").asInt()).isEqualTo(80);

        guarded.podNamed("spoof").withGracePeriod(0).delete();
        ringfence.awaitDrift(guarded.baseline(), "PeerGained", "Resolved");
        ringfence.awaitCalm(guarded.baseline());
    }

    @Test
    void whoWasApprovedIsRememberedBeyondARestart(ControlPlane plane) {
        guarded.pod("collector", ReferenceCase.COLLECTOR);
        approve();
        StatusText.awaitContaining(guarded, "Pod/collector");
        guarded.pod("spoof", ReferenceCase.COLLECTOR);
        ringfence.awaitDrift(guarded.baseline(), "PeerGained", "Open");

        ringfence.close();
        ringfence = Ringfence.start(plane);

        assertThat(ringfence.awaitDrift(guarded.baseline(), "PeerGained", "Open").object())
                .isEqualTo("Pod spoof");
        assertThat(ringfence.pages().drifts("state=Open&baseline=" + guarded.baseline())).hasSize(1);
    }

    @Test
    void aGuaranteeThatDoesNotHoldIsBroken() {
        guarded.approve("""
                guarantees:
                  - name: no-metadata-service
                    never: {egress: {to: [{ipBlock: {cidr: 169.254.169.254/32}}]}}
                """);

        var drift = ringfence.awaitDrift(guarded.baseline(), "GuaranteeBroken", "Open");
        assertThat(drift.verdict() + " " + drift.rule())
                .isEqualTo("Loosened spec.guarantees[0].never.egress");
        assertThat(drift.summary()).startsWith("guarantee no-metadata-service does not hold");

        guarded.addPolicy("no-egress", "{podSelector: {}, policyTypes: [Egress]}");
        ringfence.awaitDrift(guarded.baseline(), "GuaranteeBroken", "Resolved");
    }

    @Test
    void anExemptionAcceptsADriftUntilItExpires() {
        var end = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        approve("foreignPolicies: Delete", """
                exemptions:
                  - name: incident
                    policy: {kind: NetworkPolicy, namespace: %s, name: debug-open}
                    reason: a debugging session
                    expiresAt: "%s"
                """.formatted(guarded.namespace(), end));
        guarded.addPolicy("debug-open", "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");

        ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Exempted");
        assertThat(ringfence.pages().condition(guarded.baseline(), "Isolated"))
                .startsWith("Isolated=True AsApproved");
        assertThat(guarded.policy("debug-open").get()).isNotNull();

        var repaired = ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Repaired");
        assertThat(repaired.closedAt()).hasValueSatisfying(at -> assertThat(at).isAfterOrEqualTo(end));
        assertThat(guarded.policy("debug-open").get()).isNull();
    }

    private String series(String name) {
        return "%s{baseline=\"%s\"}".formatted(name, guarded.baseline());
    }

    private void relabel(String pod, Map<String, String> labels) {
        guarded.podNamed(pod).edit(before -> {
            before.getMetadata().setLabels(new HashMap<>(labels));
            return before;
        });
    }
}
