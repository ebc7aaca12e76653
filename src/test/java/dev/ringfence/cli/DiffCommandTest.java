package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
    private static final String PEERS = "{podSelector: {matchLabels: {role: data-collector}}}";

    @TempDir
    Path folder;

    private OfflineCases cases;
    private final CommandRun run = CommandRun.withInput("");

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        cases.file("before/w.yaml", OfflineCases.WORKLOADS);
        cases.file("after/w.yaml", OfflineCases.WORKLOADS);
    }

    private JsonNode changes(String before, String after) {
        cases.file("before/p.yaml", before);
        cases.file("after/p.yaml", after);
        assertThat(run.execute("diff", "-o", "json", "--ipblock-matches-pods", "no", folder + "/before",
                folder + "/after")).as(run.errors()).isZero();
        return JsonMapper.shared().readTree(run.output()).get("changes");
    }

    @Test
    void anotherTextOfTheSameEffectIsNoDifference() {
        var whole = OfflineCases.POLICY.replace(PEERS, "{ipBlock: {cidr: 10.0.0.0/8}}");
        var split = OfflineCases.POLICY.replace(PEERS,
                "{ipBlock: {cidr: 10.128.0.0/9}}, {ipBlock: {cidr: 10.0.0.0/9}}");

        assertThat(changes(whole, split)).isEmpty();
    }

    @Test
    void addressesAreCutIntoRangesThatChangeAlike() {
        var wide = OfflineCases.POLICY.replace(PEERS, "{ipBlock: {cidr: 10.0.0.0/8}}");
        var narrow = OfflineCases.POLICY.replace(PEERS,
                "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}");

        var changes = changes(wide, narrow);

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).toString()).isEqualTo("{\"type\":\"removed\",\"direction\":\"tightened\","
                + "\"src\":\"10.1.0.0/16\",\"dst\":\"ai-workloads/model[StatefulSet]\","
                + "\"before\":{\"TCP\":[[80,80]]},\"after\":{}}");
    }

    @Test
    void morePortsAreALooseningAndOthersAreBoth() {
        var loosened = changes(OfflineCases.POLICY,
                OfflineCases.POLICY.replace("{port: 80}", "{port: 80}, {port: 22}"));
        assertThat(loosened.get(0).get("direction").asString()).isEqualTo("loosened");
        assertThat(loosened.get(0).get("type").asString()).isEqualTo("changed");
        assertThat(loosened).hasSize(1);
    }

    @Test
    void otherPortsAreBothLooserAndTighter() {
        var both = changes(OfflineCases.POLICY, OfflineCases.POLICY.replace("{port: 80}", "{port: 22}"));

        assertThat(both).hasSize(1);
        assertThat(both.get(0).get("direction").asString()).isEqualTo("both");
    }

    @Test
    void aWorkloadThatAppearsIsNamed() {
        cases.file("after/more.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: late}\nspec: {}\n");

        assertThat(run.execute("diff", folder + "/before", folder + "/after")).isZero();
        assertThat(run.output()).contains("new workload: default/late[Pod]", "added with its workload");
    }

    @Test
    void theSameIsSaidToBeTheSame() {
        assertThat(run.execute("diff", folder + "/before", folder + "/after")).isZero();
        assertThat(run.output()).isEqualTo("no difference: both allow the same\n");
    }

    @Test
    void markdownShowsEachChangeInARow() {
        cases.file("after/p.yaml", OfflineCases.POLICY);

        assertThat(run.execute("diff", "-o", "markdown", folder + "/before", folder + "/after")).isZero();
        assertThat(run.output().lines()).contains("| tightened | removed | default/intruder\\[Pod\\] | "
                + "ai-workloads/model\\[StatefulSet\\] | every protocol and port | nothing |");
    }

    @Test
    void aSideThatDoesNotExistIsBadInput() {
        assertThat(run.execute("diff", folder + "/before", folder + "/nowhere")).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo(
                        "ringfence: " + folder + "/nowhere: expected a file or a directory, found neither\n");
    }

    private String table(String before, String after) {
        var policy = """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: model, namespace: ai-workloads}
                spec:
                  endpointSelector: {matchLabels: {workload: ai}}
                """;
        cases.file("before/p.yaml", policy + "  " + before + "\n");
        cases.file("after/p.yaml", policy + "  " + after + "\n");
        assertThat(run.execute("diff", "--dialect", "cilium", folder + "/before", folder + "/after"))
                .as(run.errors()).isZero();
        return run.output().replaceAll(" +", " ");
    }

    @Test
    void requestsThatAreAllowedNowAreShownWithAnExample() {
        var before = "ingress: [{fromEndpoints: [{}], toPorts: [{ports: [{port: '80', protocol: TCP}], "
                + "rules: {http: [{method: GET, path: /v1/.*}]}}]}]";

        assertThat(table(before, before.replace("/v1/", "/"))).isEqualTo(
                """
                        EFFECT POLICIES OF DIRECTION PEER TRAFFIC SUCH AS
                        loosened ai-workloads/model[StatefulSet] Ingress ai-workloads/collector[Deployment] TCP 80 for HTTP with method GET, path /.* but not /v1/.* GET /
                        loosened ai-workloads/model[StatefulSet] Ingress ai-workloads/model[StatefulSet] TCP 80 for HTTP with method GET, path /.* but not /v1/.* GET /
                        """);
    }

    @Test
    void namesAndEntitiesAreComparedToo() {
        assertThat(table(
                "egress: [{toFQDNs: [{matchName: a.example.com}]}]\n  ingress: [{fromEntities: [health]}]",
                "egress: [{toFQDNs: [{matchPattern: '*.example.com'}]}]\n  ingress: [{}]")).isEqualTo(
                        """
                                EFFECT POLICIES OF DIRECTION PEER TRAFFIC SUCH AS
                                tightened ai-workloads/model[StatefulSet] Ingress entity health every protocol and port
                                perhaps loosened ai-workloads/model[StatefulSet] Egress b.example.com. every protocol and port
                                """);
    }
}
