package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialectDetectionTest {
    /// Cilium takes the egress rule for isolation, the API does not, since policyTypes leaves Egress out.
    private static final String NETWORK_POLICY = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web}
            spec:
              podSelector: {}
              policyTypes: [Ingress]
              ingress: [{}]
              egress: [{to: [{podSelector: {}}]}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: c, image: c}]}
            """;
    private static final String CILIUM_POLICY = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: elsewhere, namespace: other}
            spec: {endpointSelector: {}, ingress: [{}]}
            """;

    @TempDir
    Path folder;

    private OfflineCases cases;
    private final CommandRun run = CommandRun.withInput("");

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        cases.file("a.yaml", NETWORK_POLICY);
    }

    private String reachOfWeb(String... options) {
        var words = new ArrayList<>(List.of("explain", "web", "192.0.2.1", "-p", "443"));
        words.addAll(List.of(options));
        words.add(folder.toString());
        assertThat(run.execute(words.toArray(String[]::new))).as(run.errors()).isZero();
        return run.output().lines().findFirst().orElseThrow();
    }

    @Test
    void withoutObjectsOfCiliumPoliciesMeanWhatTheirApiSays() {
        assertThat(reachOfWeb()).endsWith("allowed");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void anObjectOfCiliumMakesItTheEnforcerAndThatIsSaid() {
        var file = cases.file("b.yaml", CILIUM_POLICY);

        assertThat(reachOfWeb()).endsWith("refused");
        assertThat(run.errors()).isEqualTo("ringfence: policies are read as Cilium reads them, since there is"
                + " CiliumNetworkPolicy elsewhere (" + file + ":1) (--dialect npv1 reads them as their APIs"
                + " say)\n");
    }

    @Test
    void theSettingsOfCiliumSayHowItReads() {
        cases.file("b.yaml",
                """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: cilium-config, namespace: kube-system}
                        data: {enable-policy: never}
                        ---
                        apiVersion: apps/v1
                        kind: DaemonSet
                        metadata: {name: cilium, namespace: kube-system}
                        spec:
                          selector: {matchLabels: {k8s-app: cilium}}
                          template:
                            metadata: {labels: {k8s-app: cilium}}
                            spec: {hostNetwork: true, containers: [{name: cilium-agent, image: 'quay.io/cilium/cilium:v1.18.6'}]}
                        """);

        assertThat(reachOfWeb()).endsWith("allowed");
        assertThat(run.errors()).contains("ConfigMap cilium-config").doesNotContain("version of Cilium");
    }

    @Test
    void theUserKnowsBetter() {
        cases.file("b.yaml", CILIUM_POLICY);

        assertThat(reachOfWeb("--dialect", "npv1")).endsWith("allowed");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void theUserMaySayCiliumWhereNothingTells() {
        assertThat(reachOfWeb("--dialect", "cilium")).endsWith("refused");
    }

    @Test
    void bothSidesOfADifferenceHaveTheSameEnforcer() {
        var before = cases.file("before.yaml", NETWORK_POLICY);
        var after = cases.file("after.yaml", NETWORK_POLICY + "---\n" + CILIUM_POLICY);

        assertThat(run.execute("diff", "-o", "json", before, after)).as(run.errors()).isZero();

        assertThat(run.output().replaceAll("\\s", "")).contains("\"changes\":[],");
        assertThat(run.errors()).containsOnlyOnce("policies are read as Cilium reads them");
    }
}
