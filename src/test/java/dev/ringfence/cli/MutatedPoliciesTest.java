package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringfence.fixture.Effort;
import dev.ringfence.fixture.Manifests;
import dev.ringfence.fixture.Mutation;
import dev.ringfence.manifests.ManifestWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A manifest of whichever kind in which something is wrong is refused in one line that names its file, or read as what it says; soon,
/// and never with a stack trace.
class MutatedPoliciesTest {
    private static final int MUTATIONS = Effort.times(350);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: ai, labels: {team: ml}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: trainer, namespace: ai}
            spec:
              template:
                metadata: {labels: {app: trainer}}
                spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 80, protocol: TCP}]}]}
            """;
    private static final String KUBERNETES = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: np, namespace: ai}
            spec:
              podSelector: {matchLabels: {app: trainer}, matchExpressions: [{key: tier, operator: NotIn, values: [gold]}]}
              policyTypes: [Ingress, Egress]
              ingress:
                - from: [{podSelector: {}, namespaceSelector: {matchLabels: {team: ml}}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]
                  ports: [{protocol: TCP, port: 80, endPort: 90}, {port: http}]
              egress: [{to: [{namespaceSelector: {}}]}]
            """;
    private static final String CILIUM = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: cnp, namespace: ai}
            spec:
              endpointSelector: {matchLabels: {'k8s:app': trainer}}
              enableDefaultDeny: {ingress: true}
              ingress:
                - fromEndpoints: [{matchExpressions: [{key: app, operator: In, values: [gateway]}]}]
                  toPorts: [{ports: [{port: '80', protocol: TCP, endPort: 90}], rules: {http: [{method: GET, path: /v1/.*}]}}]
                - fromEntities: [host, world]
                  icmps: [{fields: [{type: 8, family: IPv4}]}]
              egressDeny: [{toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}, {cidrGroupRef: partners}]}]
              egress:
                - toFQDNs: [{matchPattern: '*.example.com'}]
                - toServices: [{k8sService: {serviceName: front, namespace: ai}}]
            ---
            apiVersion: cilium.io/v2
            kind: CiliumClusterwideNetworkPolicy
            metadata: {name: ccnp}
            specs: [{endpointSelector: {}, ingress: [{fromCIDR: [192.0.2.0/24]}]}]
            ---
            apiVersion: cilium.io/v2
            kind: CiliumCIDRGroup
            metadata: {name: partners, labels: {x: y}}
            spec: {externalCIDRs: [192.0.2.0/24]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: front, namespace: ai}
            spec: {selector: {app: gateway}}
            """;
    private static final String TIERS = """
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: AdminNetworkPolicy
            metadata: {name: anp}
            spec:
              priority: 10
              subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: trainer}}}}
              ingress: [{name: a, action: Pass, from: [{namespaces: {matchLabels: {team: ml}}}], ports: [{portRange: {protocol: UDP, start: 1, end: 9}}]}]
              egress: [{action: Deny, to: [{networks: [10.0.0.0/8]}, {nodes: {}}, {domainNames: ['*.example.com']}]}]
            ---
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: BaselineAdminNetworkPolicy
            metadata: {name: default}
            spec: {subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {port: 80}}, {namedPort: http}]}]}
            ---
            apiVersion: policy.networking.k8s.io/v1alpha2
            kind: ClusterNetworkPolicy
            metadata: {name: kcnp}
            spec:
              tier: Admin
              priority: 5
              subject: {namespaces: {}}
              ingress: [{action: Accept, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {range: {start: 1, end: 9}}}}, {destinationNamedPort: http}]}]
            """;

    @TempDir
    Path folder;

    private OfflineCases cases;

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
    }

    @Test
    void manifestsAreReadAsLongAsNothingIsWrongWithThem() {
        for (var text : new String[]{KUBERNETES, CILIUM, TIERS}) {
            var run = CommandRun.withInput("");

            assertThat(run.execute("connectivity", cases.file("whole.yaml", NAMESPACE + "---\n" + text)))
                    .as(run.errors()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"npv1", "cilium"})
    void changedTreesAreRefusedOrRead(String dialect) {
        var refused = 0;
        for (var text : new String[]{NAMESPACE, KUBERNETES, CILIUM, TIERS}) {
            var documents = Manifests.documents(text);
            for (var seed = 0L; seed < MUTATIONS / 4; seed++) {
                var random = new Random(seed);
                var victim = random.nextInt(documents.size());
                var mutated = new ArrayList<>(documents);
                mutated.set(victim, Mutation.of(documents.get(victim), random));
                refused += outcome(mutated.stream().map(ManifestWriter::write)
                        .collect(Collectors.joining("---\n")), dialect);
            }
        }
        assertThat(refused).as("some mutations break the files").isGreaterThan(MUTATIONS / 10);
    }

    @Test
    void truncatedFilesAreRefusedOrRead() {
        var text = CILIUM + "---\n" + TIERS;
        for (var length = 0; length < text.length(); length += 29) {
            assertThat(outcome(text.substring(0, length), "cilium")).isBetween(0, 1);
        }
    }

    @Test
    void filesThatAreMoreThanTheySeemAreRefused() {
        var bomb = new StringBuilder("a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) {
            bomb.append((char) ('a' + i)).append(": &a").append(i).append(" [");
            bomb.append("*a".concat(String.valueOf(i - 1)).concat(", ").repeat(10)).append("]\n");
        }
        var deep = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: " + "[".repeat(20_000)
                + "]".repeat(20_000);
        var cycle = "apiVersion: v1\nkind: Pod\nmetadata: &m {name: a, labels: *m}\n";
        var doubled = KUBERNETES.replace("  policyTypes", "  podSelector: {}\n  policyTypes");
        var huge = KUBERNETES.replace("port: 80,", "port: " + "9".repeat(4_000) + ",");
        for (var text : Map.of("bomb", bomb.toString(), "deep", deep, "cycle", cycle, "doubled", doubled,
                "huge", huge).entrySet()) {
            assertThat(outcome(text.getValue(), "npv1")).as(text.getKey()).isOne();
        }
    }

    /// 1 where a file is refused as it should be, 0 where it is read.
    private int outcome(String text, String dialect) {
        var file = cases.file("mutated.yaml", text);
        var run = CommandRun.withInput("");
        var code = assertTimeoutPreemptively(PATIENCE,
                () -> run.execute("connectivity", "-o", "json", "--dialect", dialect, file), () -> text);
        assertThat(code).as("%s%n%s", run.errors(), text).isIn(0, 2);
        if (code == 0) {
            assertThat(run.errors()).as(text).doesNotContain("Exception");
            return 0;
        }
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).as(text).startsWith("ringfence: ").endsWith("\n").hasLineCount(1)
                .contains(file, "expected ", "found ").doesNotContain("Exception", "\u001b", "\u0000");
        return 1;
    }
}
