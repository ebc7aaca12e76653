package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.drift.Witness;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pods that give the names of ports to other ports than when their workload was first judged.
class NamedPortsTest {
    private static final Map<String, Object> BY_NAME = Map.of("podSelector",
            Map.of("matchLabels", Specimen.MODEL), "policyTypes", List.of("Ingress", "Egress"), "ingress",
            List.of(Map.of("from",
                    List.of(Map.of("podSelector", Map.of("matchLabels", Map.of("role", "data-collector")))),
                    "ports", List.of(Map.of("port", "http")))),
            "egress", List.of(Map.of("to",
                    List.of(Map.of("namespaceSelector",
                            Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", "storage")))),
                    "ports", List.of(Map.of("port", "api")))));

    private final LoopFixture loop = new LoopFixture();

    private void guard() {
        loop.see(baseline(1));
        loop.tell(
                new NamespaceChange(Specimen.NAMESPACE,
                        Optional.of(Specimen.namespace(Specimen.NAMESPACE))),
                new NamespaceChange("storage", Optional.of(Specimen.namespace("storage"))));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "1", BY_NAME));
        loop.see(Specimen.pod(Specimen.NAMESPACE, "collector", Map.of("role", "data-collector")));
        loop.see(model("model-0", 8080));
        loop.see(bucket("bucket-0", 443));
        loop.lead(true);
        loop.sync();
        assertThat(loop.open()).isEmpty();
    }

    private static BaselineObject baseline(long generation) {
        return baseline(generation, Map.of());
    }

    private static BaselineObject baseline(long generation, Map<String, Object> more) {
        var all = new HashMap<String, Object>(Map.of("policies",
                List.of(Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy", "metadata",
                        Map.of("name", Specimen.POLICY.name()), "spec", BY_NAME))));
        all.putAll(more);
        return Specimen.baseline("Repair", generation, all);
    }

    private static Pod model(String name, int http) {
        return pod(Specimen.NAMESPACE, name, Specimen.MODEL, "model", "http", http);
    }

    private static Pod model(String name, List<ContainerPort> ports) {
        return pod(Specimen.NAMESPACE, name, Specimen.MODEL, "model", ports);
    }

    private static Pod bucket(String name, int api) {
        return pod("storage", name, Map.of("app", "bucket"), "bucket", "api", api);
    }

    private static Pod pod(String namespace, String name, Map<String, String> labels, String deployment,
            String port, int number) {
        return pod(namespace, name, labels, deployment, List.of(port(port, number)));
    }

    private static Pod pod(String namespace, String name, Map<String, String> labels, String deployment,
            List<ContainerPort> ports) {
        return new Pod(namespace, name, "uid-" + name, Labels.of(labels),
                new Workload("apps/v1", "Deployment", namespace, deployment), List.of(), ports, "node-1",
                Set.of());
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPort(new NamedPort(Protocol.TCP, name), number);
    }

    /// Row 38.
    @Test
    void aGuardedPodThatRenumbersAnAdmittedPortIsADriftOfThePolicyThatNamesIt() {
        guard();
        loop.see(model("model-0", 9090));

        var drift = loop.only(DriftKind.POLICY_CHANGED).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(drift.severity()).isEqualTo(Severity.WARNING);
        assertThat(drift.object()).hasToString("NetworkPolicy ai-workloads/ai-workload-isolation");
        assertThat(drift.cause().object()).hasToString("Deployment ai-workloads/model");
        assertThat(drift.cause().rule()).isEqualTo("spec.containers[].ports");
        assertThat(drift.witnesses()).extracting(witness -> witness.port().orElseThrow())
                .contains(9090, 8080);
        assertThat(drift.summary()).isEqualTo("NetworkPolicy ai-workloads/ai-workload-isolation means"
                + " something else since port http of Deployment ai-workloads/model is TCP 9090 and was TCP"
                + " 8080: ai-workloads/collector can reach ai-workloads/model-0 on TCP 9090, which the"
                + " baseline does not allow");
        assertThat(loop.sent).as("the policy is as it should be").isEmpty();

        loop.see(model("model-0", 8080));
        assertThat(loop.open()).isEmpty();
    }

    /// Row 39.
    @Test
    void aDestinationThatRenumbersAnAdmittedPortIsADriftOfThePolicyThatNamesIt() {
        guard();
        loop.see(bucket("bucket-0", 22));

        var drift = loop.only(DriftKind.POLICY_CHANGED).drift();
        assertThat(drift.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(drift.cause().object()).hasToString("Deployment storage/bucket");
        assertThat(drift.witnesses()).extracting(witness -> witness.destination() + " "
                + witness.port().orElseThrow())
                .containsExactly("storage/bucket-0 22", "storage/bucket-0 443");
        assertThat(loop.sent).isEmpty();
    }

    @Test
    void duringARolloutTheNewPodsAreADriftAndTheOldOnesAreNot() {
        guard();
        loop.see(model("model-1", 9090));

        var drift = loop.only(DriftKind.POLICY_CHANGED).drift();
        assertThat(drift.pods().sample()).containsExactly("ai-workloads/model-1");

        loop.tell(new PodChange(Specimen.NAMESPACE, "model-0", Optional.empty()));
        assertThat(loop.only(DriftKind.POLICY_CHANGED).isClosed()).isFalse();
    }

    @Test
    void aWorkloadThatIsScaledToZeroAndBackIsStillHeldToItsPorts() {
        guard();
        loop.tell(new PodChange(Specimen.NAMESPACE, "model-0", Optional.empty()));
        loop.see(model("model-1", 8080));
        assertThat(loop.open()).isEmpty();

        loop.see(model("model-1", 9090));
        assertThat(open()).hasSize(1);
    }

    @Test
    void aRolloutThatWasUnderWayAtTheFirstJudgementIsApprovedWithBothPorts() {
        loop.see(model("model-1", 9090));
        guard();

        loop.tell(new PodChange(Specimen.NAMESPACE, "model-0", Optional.empty()));
        loop.see(model("model-2", 9090));
        loop.see(model("model-3", 8080));
        assertThat(loop.open()).isEmpty();

        loop.see(model("model-2", 22));
        assertThat(loop.only(DriftKind.POLICY_CHANGED).drift().verdict()).isEqualTo(Verdict.MIXED);
    }

    @Test
    void aWorkloadThatComesLaterIsApprovedAsItIsFirstSeen() {
        guard();
        loop.see(pod(Specimen.NAMESPACE, "other-0", Specimen.MODEL, "other", "http", 9999));
        assertThat(loop.open()).isEmpty();

        loop.see(pod(Specimen.NAMESPACE, "other-0", Specimen.MODEL, "other", "http", 22));
        assertThat(open()).singleElement().satisfies(drift -> assertThat(drift.cause().object())
                .hasToString("Deployment ai-workloads/other"));
    }

    @Test
    void anEditOfTheBaselineApprovesThePortsOfThatMoment() {
        guard();
        loop.see(model("model-0", 9090));
        assertThat(open()).hasSize(1);

        loop.see(baseline(2));
        assertThat(loop.open()).isEmpty();
    }

    @Test
    void aPortThatNoPolicyNamesMayChange() {
        guard();
        loop.see(model("model-0", List.of(port("http", 8080), port("metrics", 9100))));
        loop.see(model("model-0", List.of(port("http", 8080), port("metrics", 9200))));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void aRolloutThatAddsAPortIsNoDrift() {
        guard();
        loop.see(model("model-1", List.of(port("http", 8080), port("grpc", 9000))));
        loop.tell(new PodChange(Specimen.NAMESPACE, "model-0", Optional.empty()));

        assertThat(loop.open()).isEmpty();
    }

    @Test
    void aRolloutThatTakesTheNameAwayIsADriftThatTightens() {
        guard();
        loop.see(model("model-0", List.of(port("web", 8080))));

        assertThat(open()).singleElement().satisfies(drift -> {
            assertThat(drift.verdict()).isEqualTo(Verdict.TIGHTENED);
            assertThat(drift.summary()).startsWith("NetworkPolicy ai-workloads/ai-workload-isolation means"
                    + " something else since port http of Deployment ai-workloads/model is none and was TCP"
                    + " 8080: ");
        });
    }

    @Test
    void aNameThatATrustedPolicyComesToSpeakOfIsApprovedAsItIsDeclared() {
        loop.see(baseline(1, Map.of("trustedPolicies",
                List.of(Map.of("kind", "NetworkPolicy", "name", "scraping")))));
        loop.tell(new NamespaceChange(Specimen.NAMESPACE,
                Optional.of(Specimen.namespace(Specimen.NAMESPACE))));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "1", BY_NAME));
        loop.see(model("model-0", List.of(port("http", 8080), port("metrics", 9100))));
        loop.lead(true);
        loop.sync();
        assertThat(loop.open()).isEmpty();

        loop.see(Specimen.policy("scraping", "1", Map.of("podSelector", Map.of(), "ingress",
                List.of(Map.of("ports", List.of(Map.of("port", "metrics")))))));
        assertThat(loop.open()).isEmpty();

        loop.see(model("model-0", List.of(port("http", 8080), port("metrics", 22))));
        assertThat(open()).singleElement().satisfies(drift -> assertThat(drift.object())
                .hasToString("NetworkPolicy ai-workloads/scraping"));
    }

    @Test
    void aDestinationIsFoundAmongPodsOfItsWorkloadThatTheRuleDoesNotMean() {
        loop.see(baseline(1, Map.of()));
        loop.tell(
                new NamespaceChange(Specimen.NAMESPACE,
                        Optional.of(Specimen.namespace(Specimen.NAMESPACE))),
                new NamespaceChange("storage", Optional.of(Specimen.namespace("storage"))));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "1", BY_NAME));
        loop.see(Specimen.policy("near", "1",
                Map.of("podSelector", Map.of("matchLabels", Map.of("app", "none")), "policyTypes",
                        List.of("Egress"), "egress", List.of(Map.of("to",
                                List.of(Map.of("podSelector",
                                        Map.of("matchLabels", Map.of("part", "1")))))))));
        loop.see(model("model-0", 8080));
        loop.see(bucket("bucket-0", 443));
        loop.lead(true);
        loop.sync();

        loop.see(pod("storage", "bucket-1", Map.of("app", "bucket", "part", "1"), "bucket", "api", 22));
        assertThat(open()).singleElement().satisfies(drift -> assertThat(drift.witnesses())
                .extracting(Witness::destination).containsOnly("storage/bucket-1"));
    }

    @Test
    void aChangedPolicyAndARenumberedPortAreTwoDriftsAndThePolicyIsRestored() {
        guard();
        loop.see(model("model-0", 9090));
        var open = new HashMap<>(BY_NAME);
        open.put("ingress", List.of(Map.of()));
        loop.see(Specimen.policy(Specimen.POLICY.name(), "2", open));

        assertThat(open()).extracting(drift -> drift.cause().object().toString()).containsExactlyInAnyOrder(
                "NetworkPolicy ai-workloads/ai-workload-isolation", "Deployment ai-workloads/model");
        assertThat(loop.sent).hasSize(1);
    }

    private List<Drift> open() {
        return loop.open().stream().map(DriftRecord::drift)
                .filter(drift -> drift.kind() == DriftKind.POLICY_CHANGED).toList();
    }
}
