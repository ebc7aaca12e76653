package dev.ringfence.web;

import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.SampleReports;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineApiTest {
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

    @BeforeEach
    void happen() {
        latest.set(SampleReports.of(SampleReports.repaired(SampleReports.drift("d1"), NOON, 60),
                SampleReports.open(SampleReports.drift("d2", DriftKind.POLICY_MISSING, Verdict.LOOSENED,
                        "other"), NOON.plusSeconds(1))));
    }

    private List<String> moments(String query) throws Exception {
        return moments(browser.json("/api/v1/timeline" + query));
    }

    private static List<String> moments(JsonNode page) {
        return page.path("timeline").valueStream()
                .map(moment -> moment.path("drift").asString() + " " + moment.path("event").asString())
                .toList();
    }

    @Test
    void whatHappenedIsTheLivesOfDriftsNewestFirst() throws Exception {
        assertThat(moments("")).containsExactly("d2 DriftOpened", "d1 DriftClosed", "d1 ActionEnded",
                "d1 DriftOpened");
        assertThat(browser.json("/api/v1/timeline").path("timeline").path(2).toString()).isEqualTo("""
                {"at":"2026-11-22T12:00:00.030Z","event":"ActionEnded","drift":"d1","kind":"ForeignPolicy",\
                "verdict":"Loosened","severity":"critical","baseline":"ai-workloads",\
                "namespace":"ai-workloads","object":{"apiVersion":"networking.k8s.io/v1",\
                "kind":"NetworkPolicy","namespace":"ai-workloads","name":"debug-open",\
                "uid":"7d1c0c4e-0001"},"action":"RestorePolicy","result":"Succeeded",\
                "message":"spec replaced"}""");
        assertThat(browser.json("/api/v1/timeline").path("timeline").path(1).path("state").asString())
                .isEqualTo("Repaired");
    }

    @ParameterizedTest
    @CsvSource({"?baseline=other, d2 DriftOpened", "?kind=PolicyMissing, d2 DriftOpened",
            "?state=Repaired&limit=1, d1 DriftClosed"})
    void itIsFilteredByTheDriftsThatItTellsOf(String query, String moment) throws Exception {
        assertThat(moments(query)).containsExactly(moment);
    }

    @Test
    void pagesHoldEveryMomentOnceAlsoWhereAllHaveTheSameTime() throws Exception {
        latest.set(SampleReports.of(List.of(), IntStream.range(0, 25)
                .mapToObj(number -> SampleReports.repaired(SampleReports.drift("d" + number), NOON, 0))
                .toList()));
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = browser.json("/api/v1/timeline?limit=7" + next);
            seen.addAll(moments(page));
            next = page.has("continue") ? "&continue=" + page.path("continue").asString() : "";
        } while (!next.isEmpty());

        assertThat(seen).hasSize(75).doesNotHaveDuplicates().isEqualTo(moments("?limit=500"));
        assertThat(seen.subList(0, 2)).containsExactly("d0 DriftClosed", "d0 ActionEnded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "?limit=501 | limit: expected a number from 1 to 500, found \"501\"",
            "?continue=x | continue: expected the value of a previous answer, found \"x\"",
            "?since=x | parameter: expected one of state, kind, namespace, baseline, limit, continue, found \"since\""})
    void aWrongParameterIsRefusedInOneLine(String query, String problem) throws Exception {
        assertThat(browser.get("/api/v1/timeline" + query).statusCode()).isEqualTo(400);
        assertThat(browser.json("/api/v1/timeline" + query).path("error").asString()).isEqualTo(problem);
    }
}
