package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What is said where other dialects than NetworkPolicy decide.
class ExplainTiersTest {
    private static final String ADMIN = """
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: AdminNetworkPolicy
            metadata: {name: guard}
            spec:
              priority: 10
              subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {workload: ai}}}}
              ingress:
                - action: %s
                  from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {role: data-collector}}}}]
            """;
    private static final String CILIUM = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: model-api, namespace: ai-workloads}
            spec:
              endpointSelector: {matchLabels: {workload: ai}}
              ingress:
                - fromEndpoints: [{matchLabels: {role: data-collector}}]
                  toPorts:
                    - ports: [{port: "80", protocol: TCP}]
                      rules: {http: [{method: GET, path: "/v1/.*"}]}
              ingressDeny:
                - fromEndpoints: [{matchLabels: {team: blocked}}]
              egress:
                - toFQDNs: [{matchName: models.example.com}]
                  toPorts: [{ports: [{port: "443", protocol: TCP}]}]
                - toEndpoints: [{matchLabels: {app: dns}}]
                  toPorts: [{ports: [{port: "53", protocol: ANY}], rules: {dns: [{matchPattern: "*"}]}}]
                - toEntities: [kube-apiserver]
            """;

    @TempDir
    Path folder;

    private OfflineCases cases;
    private final CommandRun run = CommandRun.withInput("");

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        cases.file("w.yaml", OfflineCases.WORKLOADS);
    }

    private String explained(String source, String destination, String port) {
        assertThat(run.execute("explain", source, destination, "-p", port, folder.toString()))
                .as(run.errors()).isZero();
        return run.output();
    }

    @Test
    void aDenyOfTheAdminTierDecidesBeforeEveryNetworkPolicy() {
        cases.file("p.yaml", OfflineCases.POLICY);
        cases.file("admin.yaml", ADMIN.formatted("Deny"));

        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "80"))
                .containsSubsequence("on TCP 80: refused\n",
                        "AdminNetworkPolicy guard spec.ingress[0]", ": denies it (every protocol and port)\n",
                        "isolated by NetworkPolicy ai-workloads/ai-workload-isolation",
                        "spec.ingress[0]", ": allows it (TCP 80), but what comes before it decides\n",
                        "to have it allowed, the nearest first:\n")
                .contains("  - remove spec.ingress[0] from AdminNetworkPolicy guard\n",
                        "  - put a rule before spec.ingress[0] of AdminNetworkPolicy guard that allows TCP 80",
                        "  - add an AdminNetworkPolicy with priority 9 that selects pods labelled"
                                + " {team=data-science,workload=ai} of namespace ai-workloads and allows");
    }

    @Test
    void anAllowOfTheAdminTierIsTurnedRoundByADenyBeforeIt() {
        cases.file("p.yaml", OfflineCases.POLICY);
        cases.file("admin.yaml", ADMIN.formatted("Allow"));

        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "22"))
                .contains("on TCP 22: allowed\n", "guard spec.ingress[0]",
                        ": allows it (every protocol and port)\n",
                        "  - remove the label role from Deployment ai-workloads/collector\n",
                        "  - remove spec.ingress[0] from AdminNetworkPolicy guard\n");
    }

    @Test
    void whatTheAdminTierPassesIsLeftToTheNext() {
        cases.file("p.yaml", OfflineCases.POLICY);
        cases.file("admin.yaml", ADMIN.formatted("Pass"));

        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "80")).containsSubsequence(
                "on TCP 80: allowed\n", "guard spec.ingress[0]", ": leaves to the next tier it",
                "spec.ingress[0]", ": allows it (TCP 80)\n");
    }

    @Test
    void aDenyOfTheBaselineTierIsOverriddenBeforeIt() {
        cases.file("baseline.yaml", ADMIN.formatted("Deny").replace("AdminNetworkPolicy",
                "BaselineAdminNetworkPolicy").replace("guard", "default").replace("  priority: 10\n", ""));

        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "80"))
                .contains("on TCP 80: refused\n", "not isolated: no policy with Ingress selects it\n",
                        "BaselineAdminNetworkPolicy default spec.ingress[0]", ": denies it",
                        "  - remove spec.ingress[0] from BaselineAdminNetworkPolicy default\n",
                        "  - put a rule before spec.ingress[0] of BaselineAdminNetworkPolicy default that"
                                + " allows TCP 80 from pods labelled {role=data-collector} of namespace"
                                + " ai-workloads\n");
    }

    @Test
    void requestsAreShownWhereARuleLooksIntoThem() {
        cases.file("c.yaml", CILIUM);

        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "80"))
                .startsWith("""
                        ai-workloads/collector-* -> ai-workloads/model-* on TCP 80: allowed
                        on TCP 80 only: HTTP with method GET, path /v1/.*, such as GET /v1/
                        """)
                .contains(": allows it (TCP 80) for HTTP with method GET, path /v1/.*\n");
    }

    @Test
    void aDenyOfCiliumComesBeforeWhatAllows() {
        cases.file("c.yaml", CILIUM);

        assertThat(explained("ai-workloads/role=data-collector,team=blocked", "ai-workloads/model", "80"))
                .containsSubsequence("on TCP 80: refused\n", "spec.ingressDeny[0]", ": denies it",
                        "spec.ingress[0]", ", but what comes before it decides\n", "to have it allowed",
                        "  - remove the label team from Pod",
                        "  - remove spec.ingressDeny[0] from CiliumNetworkPolicy ai-workloads/model-api\n");
    }

    @ParameterizedTest
    @CsvSource({"kube-apiserver, 6443, allowed", "remote-node, 10250, refused", "world, 443, refused",
            "models.example.com, 443, allowed", "MODELS.example.com., 443, allowed",
            "models.example.com, 80, refused", "other.example.com, 443, refused"})
    void entitiesAndNamesAreDestinations(String destination, String port, String answer) {
        cases.file("c.yaml", CILIUM);

        assertThat(explained("ai-workloads/model", destination, port).lines().findFirst().orElseThrow())
                .endsWith(": " + answer);
    }

    @Test
    void theWorldIsASource() {
        cases.file("p.yaml", OfflineCases.POLICY);

        assertThat(explained("world", "ai-workloads/model", "80"))
                .startsWith("world -> ai-workloads/model-* on TCP 80: refused\n")
                .contains("that allows TCP 80 from all addresses outside of the cluster\n");
    }

    @Test
    void aPortHasTheNameThatTheDestinationGivesIt() {
        cases.file("c.yaml", CILIUM);
        cases.file("named.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: api, namespace: ai-workloads, labels: {workload: ai}}
                spec: {containers: [{name: c, image: c, ports: [{name: http, containerPort: 80}]}]}
                """);

        assertThat(explained("ai-workloads/collector", "ai-workloads/api", "http"))
                .startsWith("ai-workloads/collector-* -> ai-workloads/api on TCP 80: allowed\n");
    }

    @Test
    void programsGetTheRequestsToo() {
        cases.file("c.yaml", CILIUM);
        assertThat(run.execute("explain", "-o", "json", "ai-workloads/collector", "ai-workloads/model", "-p",
                "80", folder.toString())).isZero();

        assertThat(JsonMapper.shared().readTree(run.output()).get("requests").toString())
                .isEqualTo("[{\"ports\":{\"TCP\":[[80,80]]},\"only\":\"HTTP with method GET, path /v1/.*\","
                        + "\"example\":\"GET /v1/\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "models.example.com | ai-workloads/model | 80 | SRC: expected an address, a pod or an entity: policies know senders by no DNS name, found a DNS name",
            "host | ai-workloads/model | 80 | SRC: expected no entity of Cilium but world, without --dialect cilium, found \"host\"",
            "world | 192.0.2.1 | 80 | DST: expected a pod, since SRC is an entity, found another that is none",
            "intruder | 192.0.2.1 | http | --port: expected a number, since DST is no pod and names no ports, found \"http\"",
            "intruder | ai-workloads/collector | http | --port: expected the name of a port of ai-workloads/collector-*, which names none, found \"http\""})
    void endsThatCannotBeAreRefused(String source, String destination, String port, String message) {
        assertThat(run.execute("explain", source, destination, "-p", port, folder.toString())).isEqualTo(2);
        assertThat(run.errors()).isEqualTo("ringfence: " + message + "\n");
    }
}
