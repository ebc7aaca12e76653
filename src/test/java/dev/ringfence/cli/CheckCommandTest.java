package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    @TempDir
    Path folder;

    private OfflineCases cases;
    private String baseline = "";
    private final CommandRun run = CommandRun.withInput("");

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
        baseline = cases.file("baseline.yaml", OfflineCases.BASELINE);
        cases.file("m/w.yaml", OfflineCases.WORKLOADS);
    }

    private int check(String form) {
        return run.execute("check", "-b", baseline, "-o", form, folder + "/m");
    }

    private JsonNode drifts() {
        assertThat(check("json")).as(run.errors()).isOne();
        return JsonMapper.shared().readTree(run.output()).get("drifts");
    }

    @Test
    void manifestsAsApprovedHaveNoDrift() {
        cases.file("m/p.yaml", OfflineCases.POLICY);

        assertThat(check("table")).as(run.output()).isZero();
        assertThat(run.output()).isEqualTo("no drift\n");
    }

    @Test
    void aForeignPolicyIsFoundAtItsRule() {
        cases.file("m/p.yaml", OfflineCases.POLICY);
        var open = cases.file("m/open.yaml", "# for the vendor\n" + OfflineCases.OPEN_POLICY);

        assertThat(check("table")).isOne();
        assertThat(run.output()).startsWith(open + ":8: critical ForeignPolicy (Loosened)\n"
                + "  NetworkPolicy ai-workloads/debug-open is not in the baseline: ")
                .contains("\n  Ingress: default/intruder -> ai-workloads/model-* on TCP 22\n")
                .endsWith("\n1 drift\n");
    }

    @Test
    void aMissingPolicyIsFoundInTheBaselineThatWantsIt() {
        var drifts = drifts();

        assertThat(drifts).hasSize(1);
        assertThat(drifts.get(0).get("kind").asString()).isEqualTo("PolicyMissing");
        assertThat(drifts.get(0).get("file").asString()).isEqualTo(baseline);
        assertThat(drifts.get(0).get("line").asInt()).isEqualTo(10);
        assertThat(drifts.get(0).get("state").asString()).isEqualTo("Open");
    }

    @Test
    void aWorkloadOutsideThePolicyIsFoundAtItsManifest() {
        cases.file("m/p.yaml", OfflineCases.POLICY);
        var host = cases.file("m/host.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: host, namespace: ai-workloads, labels: {workload: ai, team: data-science}}
                spec: {hostNetwork: true}
                """);

        var drifts = drifts();

        assertThat(drifts).hasSize(1);
        assertThat(drifts.get(0).get("kind").asString()).isEqualTo("WorkloadUnenforceable");
        assertThat(drifts.get(0).get("file").asString()).isEqualTo(host);
    }

    @Test
    void aNamespaceThatNoFileMentionsIsMissing() {
        var empty = cases.file("other/x.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n");

        assertThat(run.execute("check", "-b", baseline, "-o", "json", empty)).isOne();
        assertThat(run.output()).contains("\"NamespaceMissing\"");
    }

    @Test
    void anExemptedDriftIsShownAndDoesNotCount() {
        cases.file("m/p.yaml", OfflineCases.POLICY);
        cases.file("m/open.yaml", OfflineCases.OPEN_POLICY);
        cases.file("baseline.yaml", OfflineCases.BASELINE + """
                  exemptions:
                    - name: vendor
                      policy: {kind: NetworkPolicy, namespace: ai-workloads, name: debug-open}
                      reason: vendor session
                      expiresAt: "9999-01-01T00:00:00Z"
                """);

        assertThat(check("table")).as(run.output()).isZero();
        assertThat(run.output()).contains("exempted").endsWith("no drift, 1 exempted\n");
    }

    @Test
    void whatCannotBeJudgedIsNoSuccess() {
        cases.file("m/p.yaml", OfflineCases.POLICY);
        cases.file("m/c.yaml",
                "apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: c, namespace: ai-workloads}\n");

        assertThat(check("table")).isOne();
        assertThat(run.output()).endsWith("no drift, 1 undecided\n");
    }

    @Test
    void sarifHasARuleAndAPlaceForEachResult() {
        cases.file("m/open & <so>.yaml", OfflineCases.OPEN_POLICY);

        assertThat(check("sarif")).isOne();
        var log = JsonMapper.shared().readTree(run.output());
        assertThat(log.get("version").asString()).isEqualTo("2.1.0");
        var sarif = log.at("/runs/0");
        assertThat(sarif.at("/tool/driver/name").asString()).isEqualTo("Ringfence");
        var rules = new HashSet<String>();
        sarif.at("/tool/driver/rules").forEach(rule -> {
            assertThat(rule.at("/shortDescription/text").asString()).isNotBlank();
            assertThat(rules.add(rule.get("id").asString())).isTrue();
        });
        assertThat(sarif.get("results")).hasSize(2);
        for (var result : sarif.get("results")) {
            assertThat(rules).contains(result.get("ruleId").asString());
            assertThat(result.get("level").asString()).isIn("error", "warning", "note");
            assertThat(result.at("/message/text").asString()).isNotBlank();
            assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isPositive();
            assertThat(result.at("/partialFingerprints/driftId~1v1").asString()).hasSize(12);
        }
        assertThat(sarif.at("/results/1/locations/0/physicalLocation/artifactLocation/uri").asString())
                .startsWith("file:///").endsWith("/m/open%20&%20%3Cso%3E.yaml");
    }

    @Test
    void sarifFollowsItsSchemaWhateverObjectsAreCalled() throws Exception {
        cases.file("m/open & <so>.yaml", OfflineCases.OPEN_POLICY);
        cases.file("m/unknown.yaml", """
                apiVersion: projectcalico.org/v3
                kind: GlobalNetworkPolicy
                metadata: {name: "a\\e[2K\\"<b>", namespace: ai-workloads}
                """);

        assertThat(check("sarif")).isOne();

        try (var schema = CheckCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            var sarif = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(
                            new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8),
                            InputFormat.JSON);
            assertThat(sarif.validate(run.output(), InputFormat.JSON)).isEmpty();
            assertThat(sarif.validate(run.output().replace("\"results\"", "\"result\""), InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    @Test
    void junitHasAFailureForEachDrift() throws Exception {
        cases.file("m/open & <so>.yaml", OfflineCases.OPEN_POLICY);

        assertThat(check("junit")).isOne();
        var suite = suite();
        assertThat(suite.getAttribute("name")).isEqualTo("ai-workloads");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        var failure = (Element) suite.getElementsByTagName("failure").item(1);
        assertThat(failure.getAttribute("type")).isEqualTo("ForeignPolicy");
        assertThat(failure.getAttribute("message"))
                .startsWith(folder + "/m/open & <so>.yaml:7: NetworkPolicy ai-workloads/debug-open");
        assertThat(failure.getTextContent()).contains(" -> ai-workloads/model-* on TCP 22");
    }

    @Test
    void junitHasATestThatPassesWhereThereIsNoDrift() throws Exception {
        cases.file("m/p.yaml", OfflineCases.POLICY);

        assertThat(check("junit")).isZero();
        assertThat(suite().getAttribute("failures")).isEqualTo("0");
        assertThat(suite().getElementsByTagName("testcase").getLength()).isOne();
    }

    @Test
    void junitFollowsItsSchemaWhateverObjectsAreCalled() throws Exception {
        cases.file("m/open & <so>]]>.yaml", OfflineCases.OPEN_POLICY);
        cases.file("m/unknown.yaml", """
                apiVersion: projectcalico.org/v3
                kind: GlobalNetworkPolicy
                metadata: {name: "a\\e[2K\\"<b>]]>\\0\\uFFFE\\x85'&amp;", namespace: ai-workloads}
                """);
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(CheckCommandTest.class.getResource("/junit/junit.xsd")).newValidator();

        assertThat(check("junit")).isOne();

        assertThatCode(() -> schema.validate(new StreamSource(new StringReader(run.output()))))
                .as(run.output()).doesNotThrowAnyException();
        assertThatExceptionOfType(SAXException.class).isThrownBy(() -> schema.validate(
                new StreamSource(new StringReader(run.output().replace("failures=", "failed=")))));
    }

    private Element suite() throws Exception {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(run.output().getBytes(StandardCharsets.UTF_8)));
        return (Element) document.getElementsByTagName("testsuite").item(0);
    }

    @Test
    void aBaselineThatIsNoneIsBadInput() {
        cases.file("baseline.yaml", OfflineCases.POLICY);

        assertThat(check("table")).isEqualTo(2);
        assertThat(run.errors()).isEqualTo("ringfence: " + baseline
                + ":2 kind: expected IsolationBaseline (ringfence.dev/v1alpha1), found \"NetworkPolicy\"\n");
    }
}
