package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ExplainCommandTest {
    private static final String POLICY = "NetworkPolicy ai-workloads/ai-workload-isolation";

    @TempDir
    Path folder;

    private OfflineCases cases;
    private String policy = "";
    private final CommandRun run = CommandRun.withInput("");

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        cases.file("w.yaml", OfflineCases.WORKLOADS);
        policy = cases.file("p.yaml", OfflineCases.POLICY);
    }

    private String explained(String source, String destination, String port) {
        assertThat(run.execute("explain", source, destination, "-p", port, folder.toString()))
                .as(run.errors()).isZero();
        return run.output();
    }

    @Test
    void whatIsAllowedNamesTheRuleThatAllowsItAndWhatWouldStopIt() {
        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "80"))
                .isEqualTo("""
                        ai-workloads/collector-* -> ai-workloads/model-* on TCP 80: allowed

                        egress of ai-workloads/collector-*: allowed
                          not isolated: no policy with Egress selects it

                        ingress of ai-workloads/model-*: allowed
                          isolated by %s (%s:4)
                          %s spec.ingress[0] (%s:8): allows it (TCP 80)

                        to have it refused, the nearest first:
                          - remove the label role from Deployment ai-workloads/collector
                          - remove spec.ingress[0] from %s
                          - add a NetworkPolicy to namespace ai-workloads that selects pods labelled \
                        {role=data-collector} with policyTypes [Egress]
                        """.formatted(POLICY, policy, POLICY, policy, POLICY));
    }

    @Test
    void aPortThatIsNotAllowedCouldBeAdded() {
        assertThat(explained("ai-workloads/collector", "ai-workloads/model", "22")).contains(
                "-* on TCP 22: refused\n", "the source matches, but it allows only TCP 80",
                "nearest first:\n  - add TCP 22 to the ports of spec.ingress[0] of " + POLICY);
    }

    @Test
    void aPeerThatIsNotAllowedCouldBeLabelled() {
        assertThat(explained("ai-workloads/app=x", "ai-workloads/model", "80/tcp")).contains(
                "the source is none of its peers",
                "nearest first:\n  - label Pod ai-workloads/(any with app=x) with role=data-collector\n");
    }

    @Test
    void aPeerOfAnotherNamespaceCannotBeLabelledIntoAPolicy() {
        assertThat(explained("intruder", "ai-workloads/model", "80")).contains(
                "nearest first:\n  - add a rule to spec.ingress of " + POLICY)
                .doesNotContain("label Pod");
    }

    @Test
    void whereBothEndsRefuseBothHaveToBeOpened() {
        cases.file("egress.yaml", """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: closed}
                spec: {podSelector: {}, policyTypes: [Egress]}
                """);

        assertThat(explained("intruder", "ai-workloads/model", "80")).contains(
                "egress of default/intruder: refused\n  isolated by NetworkPolicy default/closed (",
                "with no rule that allows anything",
                "add a rule to spec.egress of NetworkPolicy default/closed that allows TCP 80 to pods labelled"
                        + " {team=data-science,workload=ai} of namespace ai-workloads, and add a rule to"
                        + " spec.ingress of " + POLICY);
    }

    @Test
    void addressesAreEndsToo() {
        assertThat(explained("192.0.2.1", "ai-workloads/model", "80/udp"))
                .startsWith("192.0.2.1 -> ai-workloads/model-* on UDP 80: refused\n")
                .contains("that allows UDP 80 from 192.0.2.1\n");
    }

    @Test
    void whatDependsOnUnknownAddressesIsUndecided() {
        cases.file("p.yaml",
                OfflineCases.POLICY.replace("{podSelector: {matchLabels: {role: data-collector}}}",
                        "{ipBlock: {cidr: 10.0.0.0/8}}"));

        assertThat(explained("intruder", "ai-workloads/model", "80"))
                .startsWith("default/intruder -> ai-workloads/model-* on TCP 80: undecided\n")
                .contains("may match the source by its address");
    }

    @Test
    void podsOnTheHostNetworkCannotBeHeld() {
        cases.file("h.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: host}\nspec: {hostNetwork: true}\n");

        assertThat(explained("host", "192.0.2.1", "80")).contains("allowed",
                "policies cannot hold it: it uses the network of its node")
                .doesNotContain("to have it refused");
    }

    @Test
    void noPolicyKeepsAPodFromItself() {
        assertThat(explained("intruder", "intruder", "80")).contains("allowed",
                "no policy can keep a pod from itself");
    }

    @Test
    void theSameIsThereForPrograms() {
        assertThat(run.execute("explain", "-o", "json", "ai-workloads/collector", "ai-workloads/model",
                folder.toString())).isZero();

        var document = JsonMapper.shared().readTree(run.output());
        assertThat(document.get("answer").asString()).isEqualTo("allowed");
        assertThat(document.get("allowed").toString()).isEqualTo("{\"TCP\":[[80,80]]}");
        assertThat(document.at("/sides/1/rules/0").toString()).isEqualTo("{\"policy\":\"" + POLICY
                + "\",\"tier\":\"namespace\",\"path\":\"spec.ingress[0]\",\"place\":\"" + policy
                + ":8\",\"peer\":\"allowed\",\"ports\":true,\"action\":\"allow\",\"decides\":true}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nobody | ai-workloads/model | 80 | SRC: expected a pod or workload of namespace default (such as intruder), found \"nobody\"",
            "a/b/c | ai-workloads/model | 80 | SRC: expected an address, namespace/pod, namespace/workload[Kind], namespace/key=value,..., an entity such as world, or a DNS name, found \"a/b/c\"",
            "x/=y | ai-workloads/model | 80 | SRC: expected an address, namespace/pod, namespace/workload[Kind], namespace/key=value,..., an entity such as world, or a DNS name, found \"x/=y\"",
            "192.0.2.1 | 192.0.2.2 | 80 | DST: expected a pod, since SRC is an address, found another that is none",
            "intruder | ai-workloads/model | 0 | --port: expected a port from 1 to 65535, or the name of one, with /tcp, /udp or /sctp if need be, found \"0\"",
            "intruder | ai-workloads/model | 80/icmp | --port: expected a port from 1 to 65535, or the name of one, with /tcp, /udp or /sctp if need be, found \"80/icmp\""})
    void badQuestionsAreRefusedInOneLine(String source, String destination, String port, String message) {
        assertThat(run.execute("explain", source, destination, "-p", port, folder.toString())).isEqualTo(2);
        assertThat(run.errors()).isEqualTo("ringfence: " + message + "\n");
    }
}
