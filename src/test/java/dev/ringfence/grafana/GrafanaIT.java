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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The boards' questions, put to real Prometheus servers that watched an incident.
@WithControlPlane
class GrafanaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TO_RINGFENCE = Pattern.compile("\\$\\{ringfence}(/[^)\"\\s]*)");
    private static final Pattern COMMAND = Pattern.compile("`kubectl ([^`]*)`");

    @Test
    void noPanelIsEmptyInAnIncident(ControlPlane plane, TestNamespaces namespaces, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (var incident = Incident.begin(plane, namespaces,
                Files.createDirectory(folder.resolve("incident")));
                var stranger = new Stranger(incident.port());
                var one = PrometheusServer.start(Files.createDirectory(folder.resolve("one")),
                        List.of(Scrape.ringfence(incident.port()),
                                new Scrape("stranger", stranger.address(), Map.of())),
                        List.of());
                var many = PrometheusServer.start(Files.createDirectory(folder.resolve("many")),
                        List.of(inCluster("east", incident), inCluster("west", incident)), List.of())) {
            var began = Instant.now();
            awaitTwoTargets(one);
            awaitTwoTargets(many);

            incident.strike();
            await("no panel is empty").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Observation.emptyNow(one)).isEmpty());
            everyLinkIsAnswered(incident);
            everyCommandIsAnswered(plane);
            incident.recover();

            var ended = Instant.now();
            ofOneClusterEverythingIsShown(new Observation(one, began, ended));
            ofManyClustersOneCanBeChosen(new Observation(many, began, ended));
        }
    }

    private static Scrape inCluster(String cluster, Incident incident) {
        return new Scrape("ringfence", "127.0.0.1:" + incident.port(), Map.of("cluster", cluster));
    }

    private static void awaitTwoTargets(PrometheusServer prometheus) {
        await("both are scraped").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.query("up == 1")).hasSize(2));
    }

    private static void ofOneClusterEverythingIsShown(Observation seen) {
        assertThat(seen.empty(UnaryOperator.identity())).isEmpty();
        assertThat(seen.marks()).containsExactly(
                "ringfence-fleet: annotation \"Drifts found\"", "ringfence-fleet: annotation \"Repairs\"",
                "ringfence-guard-health: annotation \"Repairs\"",
                "ringfence-on-call: annotation \"Drifts found\"",
                "ringfence-on-call: annotation \"Repairs\"");
        assertThat(seen.differing(values -> values.with("job", "ringfence")))
                .as("all jobs are all of Ringfence").isEmpty();
        assertThat(seen.differing(values -> values.with("job", "stranger")))
                .as("another job is another answer").containsAll(Observation.questions());
    }

    private static void ofManyClustersOneCanBeChosen(Observation seen) {
        assertThat(seen.prometheus().query("count by (cluster) (ringfence_build_info)"))
                .extracting(series -> series.label("cluster")).containsExactlyInAnyOrder("east", "west");
        assertThat(seen.empty(values -> values.with("cluster", "east"))).isEmpty();
        assertThat(seen.empty(values -> values.with("cluster", "north")))
                .as("of a cluster that does not exist")
                .containsExactlyElementsOf(Observation.questions());
    }

    /// Every address of Ringfence to which a board leads, with what stands in a row of a table.
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
                var address = URI.create("http://127.0.0.1:" + incident.port() + link);
                var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
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
}
