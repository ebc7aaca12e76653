package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConnectivityCommandTest {
    private static final String MODEL = "ai-workloads/model[StatefulSet]";
    private static final String COLLECTOR = "ai-workloads/collector[Deployment]";
    private static final String INTRUDER = "default/intruder[Pod]";

    @TempDir
    Path folder;

    private OfflineCases cases;
    private final CommandRun run = CommandRun.withInput(OfflineCases.POLICY);

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        cases.file("nested/deep/workloads.yaml", OfflineCases.WORKLOADS);
    }

    private JsonNode json(String... more) {
        var arguments = new String[more.length + 4];
        arguments[0] = "connectivity";
        arguments[1] = "-o";
        arguments[2] = "json";
        arguments[3] = folder.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        assertThat(run.execute(arguments)).as(run.errors()).isZero();
        return JsonMapper.shared().readTree(run.output());
    }

    private static String between(JsonNode document, String source, String destination, String member) {
        for (var connection : document.get("connections")) {
            if (connection.get("src").asString().equals(source)
                    && connection.get("dst").asString().equals(destination)) {
                return connection.path(member).toString();
            }
        }
        return "none";
    }

    @Test
    void whereOnlySomeRequestsMayBeMadeTheyAreNamed() {
        cases.file("http.yaml", """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: model, namespace: ai-workloads}
                spec:
                  endpointSelector: {matchLabels: {workload: ai}}
                  ingress:
                    - fromEndpoints: [{}]
                      toPorts:
                        - ports: [{port: '80', protocol: TCP}]
                          rules: {http: [{method: GET, path: /v1/.*}]}
                    - fromEntities: [world]
                      toPorts:
                        - ports: [{port: '80', protocol: TCP}]
                          rules: {http: [{method: POST}]}
                """);

        var document = json("--dialect", "cilium");

        assertThat(between(document, COLLECTOR, MODEL, "connections")).isEqualTo("{\"TCP\":[[80,80]]}");
        assertThat(between(document, COLLECTOR, MODEL, "requests"))
                .isEqualTo("\"TCP 80 for HTTP with method GET, path /v1/.*\"");
        assertThat(between(document, "0.0.0.0/0", MODEL, "requests"))
                .isEqualTo("\"TCP 80 for HTTP with method POST\"");
        assertThat(between(document, MODEL, COLLECTOR, "requests")).isEmpty();
    }

    @Test
    void thePolicyOfTheReferenceCaseLetsOnlyCollectorsInOnPort80() {
        var document = json("-");

        assertThat(between(document, COLLECTOR, MODEL, "connections")).isEqualTo("{\"TCP\":[[80,80]]}");
        assertThat(between(document, INTRUDER, MODEL, "connections")).isEqualTo("none");
        assertThat(between(document, "0.0.0.0/0", MODEL, "connections")).isEqualTo("none");
        assertThat(between(document, MODEL, "0.0.0.0/0", "connections")).isEqualTo("\"ALL\"");
        assertThat(between(document, INTRUDER, COLLECTOR, "connections")).isEqualTo("\"ALL\"");
        assertThat(document.has("undecided")).isFalse();
    }

    @Test
    void whetherAnIpBlockMatchesPodsIsPossibleUntilTheUserSaysIt() {
        cases.file("p.yaml",
                OfflineCases.POLICY.replace("{podSelector: {matchLabels: {role: data-collector}}}",
                        "{ipBlock: {cidr: 10.0.0.0/8}}"));
        cases.file("pod.json", """
                {"apiVersion": "v1", "kind": "PodList", "items": [
                  {"metadata": {"name": "near", "namespace": "x"}, "status": {"podIP": "10.1.2.3"}}]}
                """);

        var document = json();

        assertThat(between(document, "x/near[Pod]", MODEL, "possibleConnections"))
                .isEqualTo("{\"TCP\":[[80,80]]}");
        assertThat(between(document, "x/near[Pod]", MODEL, "connections")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"yes,{\"TCP\":[[80;80]]}", "no,none"})
    void theUserSaysWhetherAnIpBlockMatchesPods(String said, String expected) {
        cases.file("p.yaml",
                OfflineCases.POLICY.replace("{podSelector: {matchLabels: {role: data-collector}}}",
                        "{ipBlock: {cidr: 10.0.0.0/8}}"));
        cases.file("pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: near, namespace: x}
                status: {podIP: 10.1.2.3}
                """);

        assertThat(between(json("--ipblock-matches-pods", said), "x/near[Pod]", MODEL, "connections"))
                .isEqualTo(expected.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({"yes,none", "na,none", "no,\"ALL\""})
    void networksOfTheAdminTiersMatchPodsUnlessTheUserSaysNo(String said, String expected) {
        cases.file("p.yaml", """
                apiVersion: policy.networking.k8s.io/v1alpha2
                kind: ClusterNetworkPolicy
                metadata: {name: a}
                spec:
                  tier: Admin
                  priority: 1
                  subject: {namespaces: {}}
                  egress: [{action: Deny, to: [{networks: [10.0.0.0/8]}]}]
                ---
                apiVersion: v1
                kind: PodList
                items:
                - {metadata: {name: near, namespace: x}, status: {podIP: 10.1.2.3}}
                - {metadata: {name: other, namespace: x}}
                """);

        assertThat(between(json("--ipblock-matches-pods", said), "x/other[Pod]", "x/near[Pod]",
                "connections")).isEqualTo(expected);
    }

    @Test
    void underCiliumRulesIsolateInDirectionsThatAreNotListed() {
        cases.file("p.yaml", OfflineCases.POLICY + "  egress: [{to: [{podSelector: {}}]}]\n");

        assertThat(between(json(), MODEL, INTRUDER, "connections")).isEqualTo("\"ALL\"");
        assertThat(between(json2("--dialect", "cilium"), MODEL, INTRUDER, "connections")).isEqualTo("none");
    }

    private JsonNode json2(String... more) {
        var other = CommandRun.withInput("");
        assertThat(other.execute("connectivity", "-o", "json", more[0], more[1], folder.toString())).isZero();
        return JsonMapper.shared().readTree(other.output());
    }

    @Test
    void thePodsOfAListedWorkloadAreThatWorkload() {
        cases.file("pods.yaml", """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: model-0
                  namespace: ai-workloads
                  labels: {workload: ai, team: data-science}
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: model, controller: true}]
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: done
                  namespace: ai-workloads
                status: {phase: Succeeded}
                """);

        var document = json("-");

        assertThat(between(document, COLLECTOR, MODEL, "connections")).isEqualTo("{\"TCP\":[[80,80]]}");
        assertThat(run.output()).doesNotContain("model-0", "done");
    }

    @Test
    void podsOfOneWorkloadThatAreTreatedDifferentlyAreShownOneByOne() {
        for (var i = 0; i < 2; i++) {
            cases.file("pod" + i + ".yaml",
                    """
                            apiVersion: v1
                            kind: Pod
                            metadata:
                              name: model-%d
                              namespace: ai-workloads
                              labels: {workload: %s, team: data-science}
                              ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: model, controller: true}]
                            """
                            .formatted(i, i == 0 ? "ai" : "spoofed"));
        }

        var document = json("-");

        assertThat(between(document, INTRUDER, "ai-workloads/model-0[Pod]", "connections")).isEqualTo("none");
        assertThat(between(document, INTRUDER, "ai-workloads/model-1[Pod]", "connections"))
                .isEqualTo("\"ALL\"");
    }

    @Test
    void aPolicyOfAKindThatCannotBeEvaluatedIsNeverSilent() {
        var file = cases.file("cilium.yaml", """
                apiVersion: projectcalico.org/v3
                kind: GlobalNetworkPolicy
                metadata: {name: "evil\\e[2J", namespace: ai-workloads}
                spec: {}
                """);

        var document = json("-");

        assertThat(run.errors()).isEqualTo("ringfence: " + file
                + ":1: GlobalNetworkPolicy ai-workloads/evil\\u001b[2J is of a kind that cannot be evaluated"
                + " (projectcalico.org/v3): the result is as if it were not there\n");
        assertThat(document.get("undecided").get(0).get("place").asString()).isEqualTo(file + ":1");
    }

    @Test
    void objectsOfOtherKindsAreCountedAndListedOnRequest() {
        cases.file("others.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n---\nreplicas: 3\n");

        json("-");
        assertThat(run.errors())
                .isEqualTo("ringfence: passed over 2 objects of kinds that decide nothing (-v lists them)\n");
        run.execute("connectivity", "-v", folder.toString());
        assertThat(run.errors()).endsWith("nothing: 1 (not a Kubernetes object), 1 Secret\n");
    }

    @Test
    void theTableIsAligned() {
        assertThat(run.execute("connectivity", folder.toString(), "-")).isZero();
        assertThat(run.output().lines()).contains(
                "SOURCE                              DESTINATION                         ALLOWED                  PERHAPS",
                "ai-workloads/collector[Deployment]  ai-workloads/model[StatefulSet]     TCP 80");
        assertThat(run.output()).doesNotContain("\u001b");
    }

    @Test
    void markdownIsATableWithoutMarkupOfOthers() {
        assertThat(run.execute("connectivity", "-o", "markdown", folder.toString(), "-")).isZero();
        assertThat(run.output().lines()).contains("| --- | --- | --- | --- |",
                "| ai-workloads/collector\\[Deployment\\] | ai-workloads/model\\[StatefulSet\\] | TCP 80 |  |");
    }

    @Test
    void dotIsAGraphWithANodeForEachWorkload() {
        assertThat(run.execute("connectivity", "-o", "dot", folder.toString(), "-")).isZero();
        assertThat(run.output()).startsWith("digraph connectivity {\n").endsWith("}\n");
        assertThat(run.output().lines()).contains("    label=\"ai-workloads\";",
                "  \"ai-workloads/collector[Deployment]\" -> \"ai-workloads/model[StatefulSet]\" [label=\"TCP 80\"];");
    }

    @Test
    void standardInputIsReadOnceOnly() {
        assertThat(run.execute("connectivity", "-", "-")).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo(
                        "ringfence: FILES: expected standard input (-) at most once, found it several times\n");
    }

    @Test
    void anUnknownFormIsBadUsage() {
        assertThat(run.execute("connectivity", "-o", "yaml", folder.toString())).isEqualTo(2);
        assertThat(run.errors()).contains("[TABLE, JSON, DOT, MARKDOWN] (case-insensitive) but was 'yaml'")
                .hasLineCount(1);
    }
}
