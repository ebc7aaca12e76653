package dev.ringfence.drift;

import static dev.ringfence.drift.Trainers.NAMESPACES;
import static dev.ringfence.drift.Trainers.NP;
import static dev.ringfence.drift.Trainers.PODS;
import static dev.ringfence.drift.Trainers.TRAINERS;
import static dev.ringfence.drift.Trainers.assertNone;
import static dev.ringfence.drift.Trainers.assertOne;
import static dev.ringfence.drift.Trainers.cluster;
import static dev.ringfence.drift.Trainers.egress;
import static dev.ringfence.drift.Trainers.judged;
import static dev.ringfence.drift.Trainers.clusterOf;
import static dev.ringfence.drift.Trainers.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.fixture.Situation;
import org.junit.jupiter.api.Test;

/// What becomes of the trainers when labels, namespaces and pods change under policies that stay as they are.
class InputScenariosTest {
    private static final String RELABELLED = TRAINERS.replace("app: trainer", "app: renamed");
    private static final String BY_LABEL = egress(
            "[{to: [{namespaceSelector: {matchLabels: {tier: data}}}]}]");

    @Test
    void row31RelabelledTrainerIsNotIsolatedAnyMore() {
        assertOne(judged(NP, clusterOf(NAMESPACES, RELABELLED, PODS, policy("np", NP))),
                "WorkloadUncovered Loosened critical Pod ai/trainer-0 metadata.labels",
                "ai/gateway-0 -> ai/trainer-0 TCP 22 Active");
    }

    @Test
    void row32RelabelledTrainerUnderDefaultDenyLosesWhatItWasAllowed() {
        assertOne(judged(NP, clusterOf(NAMESPACES, RELABELLED, PODS, policy("np", NP),
                policy("deny", "{policyTypes: [Ingress, Egress]}"))),
                "WorkloadUncovered Tightened warning Pod ai/trainer-0 metadata.labels",
                "ai/gateway-0 -> ai/trainer-0 TCP 8080 Active (stopped by the other end)");
    }

    @Test
    void row33RelabelledNamespaceFallsUnderAPeerSelector() {
        assertOne(judged(BY_LABEL, clusterOf(NAMESPACES.replace("env: dev", "tier: data"), TRAINERS, PODS,
                policy("np", BY_LABEL))), "PeerGained Loosened warning Namespace dev metadata.labels",
                "ai/trainer-0 -> dev/shell-0 TCP 22 Active");
    }

    @Test
    void row34RelabelledNamespaceNoLongerFallsUnderAPeerSelector() {
        var judgement = judged(BY_LABEL,
                clusterOf(NAMESPACES.replace("tier: data", "tier: none"), TRAINERS, PODS,
                        policy("np", BY_LABEL)));
        assertThat(DriftText.lines(judgement))
                .containsExactly("NamespaceUnlabelled Tightened warning Namespace storage metadata.labels");
    }

    @Test
    void row35PodWithTheLabelOfAGatewayIsANewPeer() {
        assertOne(judged(NP, cluster(policy("np", NP),
                "{kind: Pod, metadata: {namespace: ai, name: attacker, labels: {app: gateway}}}")),
                "PeerGained Loosened warning Pod ai/attacker metadata.labels",
                "ai/attacker -> ai/trainer-0 TCP 8080 Active");
    }

    @Test
    void row36TrainerInTheHostNetworkIsHeldByNoPolicy() {
        var judgement = judged(NP,
                clusterOf(NAMESPACES, TRAINERS.replace("spec: {", "spec: {hostNetwork: true, "), PODS,
                        policy("np", NP)));
        assertThat(DriftText.lines(judgement))
                .containsExactly("WorkloadUnenforceable Loosened critical Pod ai/trainer-0 spec.hostNetwork");
    }

    @Test
    void row41RescheduledGatewaysAreNoDrift() {
        var owned = "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: gateway}], ";
        var before = PODS.replace("name: gateway-0, ", "name: gateway-0, " + owned);
        var after = before.replace("gateway-0", "gateway-7").replace("10.0.0.20", "10.0.7.7");
        var situation = Situation.of(Trainers.baseline(NP),
                clusterOf(NAMESPACES, TRAINERS, before, policy("np", NP)));
        assertNone(situation.judged("ai", clusterOf(NAMESPACES, TRAINERS, after, policy("np", NP))));
    }

    @Test
    void row42FinishedPodIsNoPeerAndNoSubject() {
        assertNone(judged(NP, cluster(policy("np", NP),
                "{kind: Pod, metadata: {namespace: ai, name: job-0, labels: {app: gateway}}, status: {phase: Succeeded}}",
                "{kind: Pod, metadata: {namespace: ai, name: job-1, labels: {app: trainer}}, "
                        + "spec: {hostNetwork: true}, status: {phase: Failed}}")));
    }
}
