package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.e2e.Incident;
import dev.ringfence.prometheus.PrometheusServer;
import dev.ringfence.prometheus.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The boards' questions, put to a real Prometheus that watched an incident.
@WithControlPlane
class GrafanaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TO_RINGFENCE = Pattern.compile("\\$\\{ringfence}(/[^)\"\\s]*)");

    private static final Pattern COMMAND = Pattern.compile("`kubectl ([^`]*)`");

    @Test
    void noPanelIsEmptyAndNoneShowsAnotherProgram(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) throws Exception {
        try (var incident = Incident.begin(plane, namespaces);
                var stranger = new Stranger(incident.port());
                var prometheus = PrometheusServer.start(Files.createDirectory(folder.resolve("one")),
                        List.of(Scrape.ringfence(incident.port()),
                                new Scrape("stranger", stranger.address(), Map.of())),
                        List.of());
                var ofManyClusters = PrometheusServer.start(Files.createDirectory(folder.resolve("many")),
                        List.of(inCluster("east", incident.port()), inCluster("west", incident.port())),
                        List.of())) {
            var began = Instant.now();
            awaitSeries(prometheus, "up == 1", 2);
            awaitSeries(ofManyClusters, "up == 1", 2);

            incident.strike();
            awaitAnswers(prometheus);
            everyLinkIsAnswered(incident);
            everyCommandIsAnswered(plane);
            awaitSeries(prometheus,
                    "ringfence_exposed_since_timestamp_seconds > " + (began.toEpochMilli() / 1e3), 1);
            incident.recover();
            var ended = Instant.now();

            assertThat(emptyOverTime(prometheus, began, ended, UnaryOperator.identity())).isEmpty();
            assertThat(emptyOverTime(ofManyClusters, began, ended, values -> values.with("cluster", "east")))
                    .isEmpty();
            assertThat(emptyOverTime(ofManyClusters, began, ended, values -> values.with("cluster", "north")))
                    .as("there is nothing in a cluster that does not exist").containsAll(questions());
            assertThat(differing(prometheus, began, ended, values -> values.with("job", "ringfence")))
                    .isEmpty();
            assertThat(differing(prometheus, began, ended, values -> values.with("job", "stranger")))
                    .as("another job shows nothing, so every question differs").containsAll(questions());
            assertThat(marked(prometheus, began, ended)).containsExactly(
                    "ringfence-fleet: annotation \"Drifts found\"", "ringfence-fleet: annotation \"Repairs\"",
                    "ringfence-guard-health: annotation \"Repairs\"",
                    "ringfence-on-call: annotation \"Drifts found\"",
                    "ringfence-on-call: annotation \"Repairs\"");
            assertThat(clusters(ofManyClusters, ended)).containsExactly("east", "west");
        }
    }

    private static Scrape inCluster(String cluster, int port) {
        return new Scrape("ringfence", "127.0.0.1:" + port, Map.of("cluster", cluster));
    }

    private static void awaitSeries(PrometheusServer prometheus, String expression, int atLeast) {
        await(expression).atMost(PATIENCE).untilAsserted(
                () -> assertThat(prometheus.query(expression)).hasSizeGreaterThanOrEqualTo(atLeast));
    }

    /// Waits until every question about one moment has an answer at the same time.
    private static void awaitAnswers(PrometheusServer prometheus) {
        await("no panel is empty").atMost(PATIENCE).untilAsserted(() -> assertThat(ask(
                (query, expression) -> query.kind() == Query.Kind.MOMENT
                        && prometheus.query(expression).isEmpty(),
                UnaryOperator.identity())).isEmpty());
    }

    private static List<String> emptyOverTime(PrometheusServer prometheus, Instant began, Instant ended,
            UnaryOperator<Variables> choice) {
        return ask((query, expression) -> query.kind() != Query.Kind.EVENTS
                && isEmpty(prometheus, expression, began, ended), choice);
    }

    private static boolean isEmpty(PrometheusServer prometheus, String expression, Instant began,
            Instant ended) {
        return values(prometheus, expression, began, ended)
                .noneMatch(value -> Double.isFinite(Double.parseDouble(value.replace("Inf", "Infinity"))));
    }

    /// The annotations of which there was at least one in that time.
    private static List<String> marked(PrometheusServer prometheus, Instant began, Instant ended) {
        return ask((query, expression) -> query.kind() == Query.Kind.EVENTS
                && !isEmpty(prometheus, expression, began, ended), UnaryOperator.identity());
    }

    private static Stream<String> values(PrometheusServer prometheus, String expression, Instant began,
            Instant ended) {
        return overTime(prometheus, expression, began, ended).at("/result").valueStream()
                .flatMap(series -> series.at("/values").valueStream())
                .map(sample -> sample.at("/1").asString());
    }

    private static JsonNode overTime(PrometheusServer prometheus, String expression, Instant began,
            Instant ended) {
        return prometheus
                .data("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                        + "&start=" + began.getEpochSecond() + "&end=" + ended.getEpochSecond() + "&step=1");
    }

    /// Questions that are answered otherwise if something is chosen than if all is.
    private static List<String> differing(PrometheusServer prometheus, Instant began, Instant ended,
            UnaryOperator<Variables> choice) {
        return Board.shipped().stream().flatMap(board -> board.queries().stream().filter(query -> {
            var all = variables(board);
            return !overTime(prometheus, all.in(query.expression()), began, ended)
                    .equals(overTime(prometheus, choice.apply(all).in(query.expression()), began, ended));
        }).map(query -> board + ": " + query.place())).toList();
    }

    private static List<String> clusters(PrometheusServer prometheus, Instant at) {
        return prometheus.queryRange("count by (cluster) (ringfence_build_info)", at.minusSeconds(5), at,
                PrometheusServer.INTERVAL).stream().map(series -> series.label("cluster")).sorted().toList();
    }

    /// Every question that is always answered.
    private static List<String> questions() {
        return ask((query, _) -> query.kind() != Query.Kind.EVENTS, UnaryOperator.identity());
    }

    private static List<String> ask(Question question, UnaryOperator<Variables> choice) {
        return Board.shipped().stream().flatMap(board -> board.queries().stream()
                .filter(query -> question.holds(query, choice.apply(variables(board)).in(query.expression())))
                .map(query -> board + ": " + query.place())).toList();
    }

    private static Variables variables(Board board) {
        return Variables.all(board, PrometheusServer.INTERVAL.multipliedBy(10).toSeconds() + "s");
    }

    /// Every address of Ringfence that a board leads to, with what stands in a row of a table.
    private static void everyLinkIsAnswered(Incident incident) throws IOException, InterruptedException {
        var links = new TreeSet<String>();
        for (var board : Board.shipped()) {
            TO_RINGFENCE.matcher(board.json().toString()).results().forEach(link -> links.add(link.group(1)
                    .replaceAll("kind=\\$\\{[^}]*}", "kind=ForeignPolicy")
                    .replaceAll("baseline=\\$\\{[^}]*}", "baseline=" + incident.exposed())));
        }
        assertThat(links).hasSizeGreaterThan(8).contains("/api/v1/baselines",
                "/api/v1/drifts?state=Open&baseline=" + incident.exposed());
        try (var client = HttpClient.newHttpClient()) {
            for (var link : links) {
                var answer = client.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + incident.port() + link)).build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(link + ": " + answer.body()).isEqualTo(200);
            }
        }
    }

    /// What the on-call board tells to type where Ringfence itself cannot be reached.
    private static void everyCommandIsAnswered(ControlPlane plane) {
        var text = Board.read(Board.FOLDER.resolve("ringfence-on-call.json")).json().toString();
        var commands = COMMAND.matcher(text).results().map(command -> command.group(1)).toList();
        assertThat(commands).hasSize(2);
        for (var command : commands) {
            var answer = plane.kubectl(ControlPlane.ADMIN, command.split(" "));
            assertThat(answer.exitCode()).as(command + ": " + answer.output()).isZero();
            assertThat(answer.output()).as(command).contains("grafanait-");
        }
    }

    /// Whether something is so of a question, whose variables have values.
    @FunctionalInterface
    private interface Question {
        boolean holds(Query query, String expression);
    }
}
