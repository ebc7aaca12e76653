package dev.ringfence.web;

import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringfence.daemon.Report;
import dev.ringfence.daemon.SampleReports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebServerTest {
    private static final WebSettings LOOPBACK = new WebSettings(0, "127.0.0.1");
    private static final Exposition METRICS = (accept, out) -> {
        out.write(("accepted " + accept).getBytes(StandardCharsets.UTF_8));
        return "text/plain; version=0.0.4; charset=utf-8";
    };

    private final AtomicReference<Report> latest = new AtomicReference<>(SampleReports.of());
    private final AtomicReference<Optional<String>> loopProblem = new AtomicReference<>(Optional.empty());
    private WebServer server;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        server = start(METRICS);
        browser = new Browser(server.port());
    }

    @AfterAll
    void stop() {
        browser.close();
        server.close();
    }

    @BeforeEach
    void allIsWell() {
        latest.set(SampleReports.of());
        loopProblem.set(Optional.empty());
    }

    private WebServer start(Exposition metrics) throws IOException {
        return WebServer.start(LOOPBACK, latest::get, _ -> new CompletableFuture<>(), metrics,
                new HealthChecks(List.of(new HealthCheck("loop", loopProblem::get)), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void aHealthyProcessSaysOk(String path) throws Exception {
        assertThat(browser.get(path)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(contentType(answer)).startsWith("text/plain");
        });
    }

    @Test
    void verboseHealthListsTheChecks() throws Exception {
        assertThat(browser.get("/livez?verbose").body())
                .isEqualTo("[+]ping ok\n[+]loop ok\nlivez check passed\n");
        assertThat(browser.get("/readyz?verbose").body())
                .isEqualTo("[+]ping ok\n[+]watch-pods ok\n[+]first-verdict ok\nreadyz check passed\n");
    }

    @Test
    void aProcessIsNotReadyBeforeEverythingWasJudged() throws Exception {
        latest.set(SampleReports.incomplete());

        assertThat(browser.get("/readyz")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("""
                    [+]ping ok
                    [+]watch-namespaces ok
                    [-]watch-pods failed: the first list is not complete
                    [-]first-verdict failed: not everything was judged yet
                    readyz check failed
                    """);
        });
        assertThat(browser.get("/livez").statusCode()).isEqualTo(200);
        assertThat(browser.send("HEAD", "/readyz", "").statusCode()).isEqualTo(503);
    }

    @Test
    void aProcessWhoseLoopStandsStillIsNotLive() throws Exception {
        loopProblem.set(Optional.of("no judgement for 90 s\nwhile changes wait"));

        assertThat(browser.get("/livez")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("[-]loop failed: no judgement for 90 s\\u000awhile changes wait\n");
        });
    }

    @Test
    void baselinesAreShownWithLeaderWatchesAndWhatIsMissing() throws Exception {
        latest.set(SampleReports.of(
                List.of(SampleReports.baseline("ai-workloads"), SampleReports.refused("other")),
                List.of()));

        var page = browser.json("/api/v1/baselines");
        assertThat(page.path("baselines").path(0).toString()).isEqualTo("""
                {"name":"ai-workloads","source":"Cluster","generation":3,"mode":"Repair",\
                "guarded":{"namespaces":["ai-workloads"],"pods":12,"uncoveredPods":1},\
                "policies":["NetworkPolicy ai-workloads/ai-workload-isolation"],\
                "drift":{"open":2,"loosened":1},\
                "conditions":[{"type":"Isolated","status":"True","reason":"AsApproved","message":"no drift",\
                "observedGeneration":3,"lastTransitionTime":"2026-11-22T12:00:00.000Z"}]}""");
        assertThat(page.path("baselines").path(1).toString())
                .startsWith(
                        "{\"name\":\"other\",\"source\":\"File\",\"file\":\"baselines/ai.yaml\",\"generation\":0,"
                                + "\"mode\":\"Observe\",\"problem\":\"spec.mode: expected Observe or Repair");
        assertThat(page.path("leader").toString())
                .isEqualTo("{\"leading\":true,\"leader\":\"replica-a\",\"self\":\"replica-a\"}");
        assertThat(page.path("complete").asBoolean()).isTrue();
        assertThat(page.path("watches").toString()).isEqualTo("[{\"resource\":\"pods\",\"phase\":\"Synced\","
                + "\"freshAt\":\"2026-11-22T11:59:55.000Z\",\"restarts\":2}]");

        latest.set(SampleReports.incomplete());
        var incomplete = browser.json("/api/v1/baselines");
        assertThat(incomplete.path("leader").toString())
                .isEqualTo("{\"leading\":false,\"self\":\"replica-a\"}");
        assertThat(incomplete.path("complete").asBoolean()).isFalse();
        assertThat(incomplete.path("missingPermissions").toString()).isEqualTo(
                "[{\"verb\":\"watch\",\"resource\":\"pods\",\"consequence\":\"workloads are not seen\"}]");
    }

    @Test
    void theMetricsPageIsNegotiatedByWhoWritesIt() throws Exception {
        assertThat(browser.get("/metrics", "Accept", "application/openmetrics-text")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("accepted application/openmetrics-text");
            assertThat(contentType(answer)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        });
        assertThat(browser.get("/metrics").body()).isEqualTo("accepted ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/v1", "/api/v1/drifts/1/2", "/livez/x", "/api/v2/drifts"})
    void anUnknownPathIsA404InJson(String path) throws Exception {
        assertThat(browser.get(path, "Accept", "text/html")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(contentType(answer)).startsWith("application/json");
            assertThat(answer.body()).startsWith("{\"error\":\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"})
    void otherMethodsAreRefusedWithWhatIsAllowed(String method) throws Exception {
        for (var path : List.of("/livez", "/metrics", "/api/v1/drifts", "/api/v1/drifts/d1")) {
            var answer = browser.send(method, path, "");
            assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"method: expected GET or HEAD, found \\\"" + method
                            + "\\\"\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/metrics", "/api/v1/drifts", "/api/v1/drifts/none", "/nothing"})
    void everyAnswerTellsBrowsersToDoNothingWithIt(String path) throws Exception {
        var headers = browser.get(path).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void anUnchangedAnswerNeedNotBeSentAgain() throws Exception {
        var etag = browser.get("/api/v1/drifts").headers().firstValue("ETag").orElseThrow();

        assertThat(browser.get("/api/v1/drifts", "If-None-Match", etag).statusCode()).isEqualTo(304);
        latest.set(SampleReports.of(SampleReports.open(SampleReports.drift("d1"), NOON)));
        assertThat(browser.get("/api/v1/drifts", "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureShowsNoTrace() throws Exception {
        try (var failing = start((_, _) -> {
            throw new IOException("secret of the implementation");
        }); var other = new Browser(failing.port())) {
            var answer = other.get("/metrics");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"error\":\"internal error, see the log\"}");
        }
    }

    @Test
    void anOversizedRequestIsRefused() throws Exception {
        // The body is only announced: a server that refuses it need not read it, and whoever still sends it may miss the answer.
        assertThat(answerTo(
                "POST /api/v1/drifts HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (405|413) .*");
        assertThat(browser.get("/api/v1/drifts?namespace=" + "x".repeat(20_000)).statusCode()).isIn(414, 431);
    }

    @Test
    void whatIsNotHttpIsAnsweredWithoutATrace() throws Exception {
        assertThat(answerTo("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").doesNotContain("\tat ").doesNotContain("Exception:");
    }

    /// What the server answers to a request that no client would send.
    private String answerTo(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestUnderWayIsFinishedBeforeTheServerStops() throws Exception {
        var asked = new CountDownLatch(1);
        var answerable = new CountDownLatch(1);
        var slow = start((_, out) -> {
            asked.countDown();
            try {
                assertThat(answerable.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException cut) {
                throw new IOException(cut);
            }
            out.write("whole".getBytes(StandardCharsets.UTF_8));
            return "text/plain";
        });
        var port = slow.port();
        try (var client = new Browser(port)) {
            var answer = inBackground(() -> client.get("/metrics"));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            var stopped = inBackground(() -> {
                slow.close();
                return true;
            });
            await().until(() -> refuses(port));
            assertThat(stopped).isNotDone();
            answerable.countDown();

            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("whole");
            assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        assertThatThrownBy(
                () -> WebServer.start(new WebSettings(server.port(), "127.0.0.1"), latest::get,
                        _ -> new CompletableFuture<>(), METRICS,
                        new HealthChecks(List.of(), List.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("expected to listen on 127.0.0.1:%d, found it taken or not allowed",
                        server.port());
        assertThatThrownBy(() -> WebSettings.onPort(70_000))
                .hasMessage("port: expected 0 to 65535, found 70000");
    }

    private static String contentType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static boolean refuses(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> task) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(task.call());
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }
}
