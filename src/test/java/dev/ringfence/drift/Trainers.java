package dev.ringfence.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.Assumption;
import dev.ringfence.fixture.Situation;
import dev.ringfence.fixture.TestCluster;
import java.util.ArrayList;
import java.util.List;

/// The common case of the scenarios: trainers in the namespace `ai`, gateways beside them, a storage namespace, and others.
final class Trainers {
    static final String NAMESPACES = """
            {kind: Namespace, metadata: {name: ai, labels: {team: ml}}}
            ---
            {kind: Namespace, metadata: {name: dev, labels: {env: dev}}}
            ---
            {kind: Namespace, metadata: {name: storage, labels: {tier: data}}}
            """;
    static final String TRAINERS = """
            kind: Pod
            metadata: {namespace: ai, name: trainer-0, labels: {app: trainer}}
            spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}
            status: {podIPs: [{ip: 10.0.0.10}]}
            """;
    static final String PODS = """
            {kind: Pod, metadata: {namespace: ai, name: gateway-0, labels: {app: gateway}}, status: {podIPs: [{ip: 10.0.0.20}]}}
            ---
            {kind: Pod, metadata: {namespace: dev, name: shell-0, labels: {app: shell}}, status: {podIPs: [{ip: 10.0.1.5}]}}
            ---
            kind: Pod
            metadata: {namespace: storage, name: bucket-0, labels: {app: bucket}}
            spec: {containers: [{ports: [{name: api, containerPort: 443}]}]}
            status: {podIPs: [{ip: 10.0.2.5}]}
            """;
    static final String FROM_GATEWAY = "{from: [{podSelector: {matchLabels: {app: gateway}}}], ports: [{port: 8080}]}";
    static final String TO_STORAGE = """
            {to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: storage}}}], ports: [{port: 443}]}""";
    static final String TO_DNS = "{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}";
    static final String NP = spec("[Ingress, Egress]", "[" + FROM_GATEWAY + "]",
            "[" + TO_STORAGE + ", " + TO_DNS + "]");

    private Trainers() {}

    /// A spec that selects the trainers.
    static String spec(String types, String ingress, String egress) {
        return "{podSelector: {matchLabels: {app: trainer}}, policyTypes: " + types + ", ingress: " + ingress
                + ", egress: "
                + egress + "}";
    }

    /// A spec that isolates the trainers for ingress only.
    static String ingress(String rules) {
        return spec("[Ingress]", rules, "[]");
    }

    /// A spec that isolates the trainers for egress only.
    static String egress(String rules) {
        return spec("[Egress]", "[]", rules);
    }

    /// A policy in the namespace `ai`.
    static String policy(String name, String spec) {
        return "{kind: NetworkPolicy, metadata: {namespace: ai, name: " + name + "}, spec: " + spec + "}";
    }

    /// A cluster of the usual namespaces and pods, and of what is given.
    static TestCluster cluster(String... more) {
        return clusterOf(NAMESPACES, TRAINERS, PODS, more);
    }

    static TestCluster clusterOf(String namespaces, String trainers, String pods, String... more) {
        var texts = new ArrayList<>(List.of(namespaces, trainers, pods));
        texts.addAll(List.of(more));
        return TestCluster.of(texts.toArray(String[]::new));
    }

    /// What the baseline with the single policy `np` says of a cluster that was once as approved.
    static Judgement judged(String approved, TestCluster now) {
        return judged(approved, now, Assumption.YES);
    }

    static Judgement judged(String approved, TestCluster now, Assumption ipBlockMatchesPods) {
        return Situation.of(baseline(approved), cluster(policy("np", approved)), ipBlockMatchesPods)
                .judged("ai", now);
    }

    static String baseline(String... approved) {
        var policies = new ArrayList<String>();
        for (var i = 0; i < approved.length; i++) {
            policies.add("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: np"
                    + (i == 0 ? "" : "-" + i) + "}, spec: " + approved[i] + "}");
        }
        return """
                apiVersion: ringfence.dev/v1alpha1
                kind: IsolationBaseline
                metadata: {name: trainers}
                spec:
                  scope: {namespaces: {names: [ai]}, workloads: {matchLabels: {app: trainer}}, otherPods: Ignore}
                  policies: %s
                """
                .formatted(policies);
    }

    /// Asserts that there is one drift, and how its first witness reads.
    static void assertOne(Judgement judgement, String line, String witness) {
        assertThat(DriftText.lines(judgement)).as("drifts").containsExactly(line);
        assertThat(DriftText.witnesses(judgement.drifts().getFirst())).as("witnesses").startsWith(witness);
    }

    static void assertNone(Judgement judgement) {
        assertThat(DriftText.lines(judgement)).as("drifts").isEmpty();
    }
}
