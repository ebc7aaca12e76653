package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCommandTest {
    @TempDir
    Path folder;

    private OfflineCases cases;
    private final CommandRun run = CommandRun.withInput("");

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        cases.file("m/w.yaml", OfflineCases.WORKLOADS);
        cases.file("m/p.yaml", OfflineCases.POLICY);
    }

    private String captured() {
        assertThat(run.execute("capture", "-n", "ai-workloads", folder + "/m")).as(run.errors()).isZero();
        return run.output();
    }

    private void hasNoDrift(String baseline) {
        var check = CommandRun.withInput("");
        assertThat(check.execute("check", "-b", cases.file("captured.yaml", baseline), folder + "/m"))
                .as(check.output() + check.errors()).isZero();
    }

    @Test
    void whatWasCapturedHasNoDrift() {
        var baseline = captured();

        assertThat(run.errors()).isEmpty();
        assertThat(baseline).startsWith("apiVersion: ringfence.dev/v1alpha1\nkind: IsolationBaseline\n")
                .contains("name: ai-workload-isolation", "otherPods: Ignore", "mode: Observe");
        hasNoDrift(baseline);
    }

    @Test
    void whatWasCapturedNoticesTheNextPolicy() {
        var baseline = cases.file("captured.yaml", captured());
        cases.file("m/open.yaml", OfflineCases.OPEN_POLICY);

        var check = CommandRun.withInput("");
        assertThat(check.execute("check", "-b", baseline, folder + "/m")).isOne();
        assertThat(check.output()).contains("ForeignPolicy (Loosened)");
    }

    @Test
    void whereEveryPodIsIsolatedAllAreGuarded() {
        cases.file("m/deny.yaml", OfflineCases.OPEN_POLICY.replace("- {}", "- from: [{podSelector: {}}]"));

        var baseline = captured();

        assertThat(baseline).contains("workloads: {}\n").doesNotContain("otherPods");
        hasNoDrift(baseline);
    }

    @Test
    void labelsOfTheNamespaceThatAPolicyAsksForAreRequired() {
        cases.file("m/w.yaml", OfflineCases.WORKLOADS.replace("{name: ai-workloads}",
                "{name: ai-workloads, labels: {tier: gold, colour: red}}"));
        cases.file("m/asks.yaml", """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: asks, namespace: elsewhere}
                spec:
                  podSelector: {}
                  ingress: [{from: [{namespaceSelector: {matchLabels: {tier: gold}}}]}]
                """);

        var baseline = captured();

        assertThat(baseline).contains("      labels:\n        tier: gold\n").doesNotContain("colour");
        hasNoDrift(baseline);
    }

    @Test
    void policiesOfEveryKindAreCapturedAndThoseOfTheClusterAreTrusted() {
        cases.file("m/cilium.yaml", """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: model-api, namespace: ai-workloads}
                spec:
                  endpointSelector: {matchLabels: {workload: ai}}
                  ingress:
                    - fromEndpoints: [{}]
                      toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{path: /v1/.*}]}}]
                ---
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: dns}
                spec:
                  endpointSelector: {}
                  egress: [{toEntities: [cluster], toPorts: [{ports: [{port: '53'}]}]}]
                ---
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: elsewhere}
                spec:
                  endpointSelector: {matchLabels: {io.kubernetes.pod.namespace: other}}
                  egress: [{}]
                """);

        var baseline = captured();

        assertThat(baseline).contains("kind: CiliumNetworkPolicy", "path: \"/v1/.*\"",
                "  trustedPolicies:\n    - kind: CiliumClusterwideNetworkPolicy\n      name: dns\n")
                .doesNotContain("elsewhere");
        hasNoDrift(baseline);
    }

    @Test
    void whatKubectlNotesOnObjectsIsLeftOut() {
        cases.file("m/p.yaml", OfflineCases.POLICY.replace("namespace: ai-workloads}", """
                namespace: ai-workloads, labels: {a: b}, resourceVersion: "7",
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}", keep: "yes"}}"""));

        var baseline = captured();

        assertThat(baseline).contains("keep: \"yes\"", "a: b").doesNotContain("last-applied",
                "resourceVersion");
        hasNoDrift(baseline);
    }

    @Test
    void podsThatPoliciesCannotHoldAreMentioned() {
        cases.file("m/host.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: host, namespace: ai-workloads, labels: {workload: ai, team: data-science}}
                spec: {hostNetwork: true}
                """);

        captured();

        assertThat(run.errors()).startsWith(
                "ringfence: what was captured has drift already: WorkloadUnenforceable: ");
    }

    @Test
    void whereNoLabelTellsThePodsApartTheUserHasToSayWhichAreGuarded() {
        cases.file("m/p.yaml", OfflineCases.POLICY.replace(
                "podSelector: {matchLabels: {workload: ai, team: data-science}}",
                "podSelector: {matchExpressions: [{key: workload, operator: DoesNotExist}]}"));
        cases.file("m/bare.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: bare, namespace: ai-workloads}\nspec: {}\n");

        assertThat(run.execute("capture", "-n", "ai-workloads", folder + "/m")).isEqualTo(2);
        assertThat(run.errors()).isEqualTo(
                "ringfence: --workloads: expected the labels of the pods to guard, since no label tells those that"
                        + " the policies of ai-workloads isolate from the others, found nothing\n");
    }

    @Test
    void aNamespaceThatIsNotThereIsBadInput() {
        assertThat(run.execute("capture", "-n", "nowhere", folder + "/m")).isEqualTo(2);
        assertThat(run.errors()).isEqualTo("ringfence: --namespace: expected a namespace of the manifests"
                + " (such as ai-workloads, default), found \"nowhere\"\n");
    }

    @Test
    void objectsThatNameNoNamespaceCanBePutIntoOne() {
        cases.file("m/w.yaml", OfflineCases.WORKLOADS.replace(", namespace: ai-workloads}", "}"));
        cases.file("m/p.yaml", OfflineCases.POLICY.replace(", namespace: ai-workloads}", "}"));

        assertThat(run.execute("capture", "-n", "shop", "--default-namespace", "shop", "--name", "shop-2",
                folder + "/m")).as(run.errors()).isZero();
        assertThat(run.output()).contains("name: shop-2\n", "- shop\n", "name: ai-workload-isolation");
    }
}
