package dev.ringfence.web;

import static dev.ringfence.daemon.SampleReports.BASELINE;
import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.SampleReports;
import dev.ringfence.drift.AffectedPods;
import dev.ringfence.drift.Cause;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.drift.Witness;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.policy.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftsApiTest {
    private final AtomicReference<Report> latest = new AtomicReference<>(SampleReports.of());
    private WebServer server;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        server = WebServer.start(new WebSettings(0, "127.0.0.1"), latest::get,
                _ -> new CompletableFuture<>(), (_, _) -> "text/plain",
                new HealthChecks(List.of(), List.of()));
        browser = new Browser(server.port());
    }

    @AfterAll
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void aDriftHasTheMembersOfTheContract() throws Exception {
        latest.set(SampleReports.of(SampleReports.repaired(SampleReports.drift("3f9c0a7be1d2"), NOON, 60)));

        var whole = """
                {"id":"3f9c0a7be1d2","kind":"ForeignPolicy","verdict":"Loosened","severity":"critical",\
                "state":"Repaired","baseline":"ai-workloads","namespace":"ai-workloads",\
                "object":{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","namespace":"ai-workloads",\
                "name":"debug-open","uid":"7d1c0c4e-0001"},\
                "pods":{"count":12,"sample":["ai-workloads/model-0"]},\
                "witnesses":[{"direction":"Ingress","source":"any pod of namespace default",\
                "destination":"ai-workloads/model-0","protocol":"TCP","port":22,"request":null,"bound":"Certain",\
                "layer":"Active","effective":true}],\
                "cause":{"object":{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",\
                "namespace":"ai-workloads","name":"debug-open","uid":"7d1c0c4e-0001"},"rule":"spec.ingress[0]",\
                "changedBy":{"manager":"kubectl","operation":"Apply","at":"2026-11-22T11:59:58.000Z",\
                "confidence":"FieldManager"}},\
                "summary":"debug-open allows TCP 22 to model-0 from every pod",\
                "openedAt":"2026-11-22T11:59:59.960Z","detectedAt":"2026-11-22T12:00:00.000Z",\
                "closedAt":"2026-11-22T12:00:00.060Z",\
                "actions":[{"action":"RestorePolicy","result":"Succeeded","at":"2026-11-22T12:00:00.030Z",\
                "message":"spec replaced"}]}""";
        assertThat(browser.get("/api/v1/drifts/3f9c0a7be1d2").body()).isEqualTo(whole);
        assertThat(browser.get("/api/v1/drifts").body()).isEqualTo("{\"drifts\":[" + whole + "]}");
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws Exception {
        var witness = new Witness(Direction.EGRESS, "ai-workloads/model-0", "198.51.100.1", "other",
                OptionalInt.empty(), Optional.of("metrics"), Optional.empty(), Witness.Bound.POSSIBLE,
                Witness.Layer.LATENT,
                Optional.empty());
        var namespace = ObjectReference.namespace(BASELINE, "");
        latest.set(SampleReports
                .of(SampleReports.open(new Drift("d1", DriftKind.NAMESPACE_MISSING, Verdict.MIXED,
                        Severity.WARNING, BASELINE, BASELINE, namespace, AffectedPods.NONE, List.of(witness),
                        new Cause(namespace, "", Optional.empty()), false, "gone"), NOON)));

        var drift = browser.json("/api/v1/drifts/d1");
        assertThat(drift.path("witnesses").path(0).toString()).isEqualTo(
                """
                        {"direction":"Egress","source":"ai-workloads/model-0","destination":"198.51.100.1",\
                        "protocol":"other","portName":"metrics","request":null,"bound":"Possible","layer":"Latent"}""");
        assertThat(drift.path("cause").toString())
                .isEqualTo(
                        "{\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"name\":\"ai-workloads\"}}");
        assertThat(drift.has("closedAt")).isFalse();
        assertThat(drift.path("actions").toString()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"'', d4 d3 d2 d1", "?state=Open, d4 d2 d1", "?state=Repaired, d3",
            "?state=Open&state=Repaired, d4 d3 d2 d1",
            "?kind=PolicyMissing, d2", "?kind=PolicyMissing&state=Repaired, ''", "?baseline=other, d4",
            "?namespace=ai-workloads, d4 d3 d2 d1", "?namespace=elsewhere, ''", "?limit=2, d4 d3",
            "?baseline=ai%2Dworkloads&limit=1, d3"})
    void driftsAreFilteredAndNewestFirst(String query, String ids) throws Exception {
        var drifts = new ArrayList<>(List.of(SampleReports.open(SampleReports.drift("d1"), NOON),
                SampleReports.open(
                        SampleReports.drift("d2", DriftKind.POLICY_MISSING, Verdict.LOOSENED, BASELINE),
                        NOON.plusMillis(1)),
                SampleReports.repaired(SampleReports.drift("d3"), NOON.plusSeconds(1), 10),
                SampleReports.open(
                        SampleReports.drift("d4", DriftKind.PEER_GAINED, Verdict.LOOSENED, "other"),
                        NOON.plusSeconds(60))));
        latest.set(SampleReports.of(drifts.toArray(DriftRecord[]::new)));

        assertThat(ids(browser.json("/api/v1/drifts" + query))).isEqualTo(ids);
    }

    @Test
    void pagesAreNotShiftedByNewDrifts() throws Exception {
        var drifts = new ArrayList<>(IntStream.range(0, 5).mapToObj(i -> SampleReports
                .open(SampleReports.drift("d" + i), NOON.minusNanos(i / 2))).toList());
        latest.set(SampleReports.of(drifts.toArray(DriftRecord[]::new)));

        var first = browser.json("/api/v1/drifts?limit=2");
        assertThat(ids(first)).isEqualTo("d0 d1");
        drifts.addFirst(SampleReports.open(SampleReports.drift("new"), NOON.plusSeconds(1)));
        latest.set(SampleReports.of(drifts.toArray(DriftRecord[]::new)));
        var second = browser.json("/api/v1/drifts?limit=2&continue=" + first.path("continue").asString());
        assertThat(ids(second)).isEqualTo("d2 d3");
        drifts.removeIf(drift -> drift.drift().id().equals("d3"));
        latest.set(SampleReports.of(drifts.toArray(DriftRecord[]::new)));
        var last = browser.json("/api/v1/drifts?limit=2&continue=" + second.path("continue").asString());
        assertThat(ids(last)).isEqualTo("d4");
        assertThat(last.has("continue")).isFalse();
    }

    @Test
    void aPageHasAHundredDriftsUnlessAskedOtherwise() throws Exception {
        latest.set(SampleReports.of(IntStream.range(0, 600).mapToObj(i -> SampleReports
                .open(SampleReports.drift("d" + i), NOON.minusMillis(i))).toArray(DriftRecord[]::new)));

        assertThat(browser.json("/api/v1/drifts").path("drifts")).hasSize(100);
        assertThat(browser.json("/api/v1/drifts?limit=500").path("drifts")).hasSize(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "state=open | state: expected one of Open, Repaired, Contained, Exempted, Resolved, found \"open\"",
            "kind=Foo | kind: expected one of PolicyMissing, PolicyChanged, ForeignPolicy, WorkloadUncovered, WorkloadUnenforceable, PeerGained, NamespaceMissing, NamespaceUnlabelled, EnforcementLost, PolicyRejected, GuaranteeBroken, found \"Foo\"",
            "limit=0 | limit: expected a number from 1 to 500, found \"0\"",
            "limit=501 | limit: expected a number from 1 to 500, found \"501\"",
            "limit=99999999999 | limit: expected a number from 1 to 500, found \"99999999999\"",
            "limit=-1 | limit: expected a number from 1 to 500, found \"-1\"",
            "limit=1&limit=2 | limit: expected one value, found \"1, 2\"",
            "limit= | limit: expected a number from 1 to 500, found \"\"",
            "namespace= | namespace: expected a name, found \"\"",
            "continue=!!! | continue: expected the value of a previous answer, found \"!!!\"",
            "continue=Zm9v | continue: expected the value of a previous answer, found \"Zm9v\"",
            "stat=Open | parameter: expected one of state, kind, namespace, baseline, limit, continue, found \"stat\"",
            "kind=%0a%1b[2K | kind: expected one of PolicyMissing, PolicyChanged, ForeignPolicy, WorkloadUncovered, WorkloadUnenforceable, PeerGained, NamespaceMissing, NamespaceUnlabelled, EnforcementLost, PolicyRejected, GuaranteeBroken, found \"\\u000a\\u001b[2K\""})
    void aBadParameterIsA400ThatSaysWhatWasExpectedAndFound(String query, String error) throws Exception {
        var answer = browser.get("/api/v1/drifts?" + query.replace("[", "%5B"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(browser.json("/api/v1/drifts?" + query.replace("[", "%5B")).path("error").asString())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d2", "..%2F..%2Fetc", "%00", "x y", "%F0%9F%9A%80"})
    void anUnknownDriftIsNotFound(String id) throws Exception {
        latest.set(SampleReports.of(SampleReports.open(SampleReports.drift("d1"), NOON)));

        var answer = browser.get("/api/v1/drifts/" + id.replace(" ", "%20"));
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("\tat ");
        assertThat(browser.json("/api/v1/drifts/d2").path("error").asString())
                .isEqualTo("id: expected a drift that is open or was closed lately, found \"d2\"");
    }

    @Test
    void ofADriftThatCameBackTheNewestIsShown() throws Exception {
        latest.set(SampleReports.of(SampleReports.repaired(SampleReports.drift("d1"), NOON, 10),
                SampleReports.open(SampleReports.drift("d1"), NOON.plusSeconds(9))));

        assertThat(browser.json("/api/v1/drifts/d1").path("state").asString()).isEqualTo("Open");
    }

    @Test
    void textThatIsNotEvenUnicodeIsAnswered() throws Exception {
        var broken = SampleReports.drift("d1", DriftKind.PEER_GAINED, Verdict.LOOSENED,
                "half " + (char) 0xD83D + " \u001b[2K </script>");
        latest.set(SampleReports.of(SampleReports.open(broken, NOON)));

        var answer = browser.get("/api/v1/drifts");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("half ? \\u001B[2K </script>");
    }

    private static String ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("drifts").forEach(drift -> ids.add(drift.path("id").asString()));
        return String.join(" ", ids);
    }
}
