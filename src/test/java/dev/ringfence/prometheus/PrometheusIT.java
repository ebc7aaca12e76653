package dev.ringfence.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.e2e.Incident;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus that watches the daemon through an incident, with the rules that are shipped.
@WithControlPlane
class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theRightAlertsFireInAnIncidentAndResolveAfterIt(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) throws IOException {
        var rules = Files.writeString(folder.resolve("rules.yaml"), ShippedRules.hurried());
        try (var incident = Incident.begin(plane, namespaces,
                Files.createDirectory(folder.resolve("incident")));
                var prometheus = PrometheusServer.start(folder, List.of(Scrape.ringfence(incident.port())),
                        List.of(rules))) {
            await("the rules see the daemon").atMost(PATIENCE).untilAsserted(() -> assertThat(
                    prometheus.query("baseline:ringfence_drifts_open_by_severity:max")).hasSize(12));
            assertThat(prometheus.query("ringfence_drifts_open > 0")).isEmpty();
            // Until its first scrape, Prometheus takes the daemon for lost.
            await("no alert is left of the start").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.alerts()).isEmpty());
            var began = Instant.now();

            incident.strike();

            await("the alerts fire").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(firing(prometheus, began))
                            .containsAll(expected(incident)));
            theMetricsAreClean(incident);
            theRunbooksAskWhatIsAnswered(incident, prometheus);

            incident.recover();

            await("the alerts resolve").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.alerts()).isEmpty());
            // Between two repairs, the contested baseline may be exposed for long enough.
            assertThat(firing(prometheus, began)).isSubsetOf(union(expected(incident),
                    "RingfenceIsolationExposed " + incident.contested()));

            incident.stopDaemon();

            await("the loss of the daemon is noticed").atMost(PATIENCE).untilAsserted(
                    () -> assertThat(prometheus.alerts()).filteredOn(Alert::isFiring).extracting(Alert::name)
                            .containsExactly("RingfenceDown"));
        }
    }

    private static Set<String> expected(Incident incident) {
        return Set.of("RingfenceIsolationExposed " + incident.exposed(),
                "RingfenceIsolationExposed " + incident.helpless(),
                "RingfenceDriftOpen " + incident.neglected(),
                "RingfenceIsolationUnsteady " + incident.contested(), "RingfenceFight",
                "RingfenceRepairFailing CreatePolicy Forbidden",
                "RingfenceBaselineRefused " + incident.neglected(),
                "RingfencePermissionMissing create networkpolicies.networking.k8s.io");
    }

    private static Set<String> union(Set<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one))
                .collect(Collectors.toSet());
    }

    /// The alerts that have fired at any time since, with the labels that say what they are about.
    private static Set<String> firing(PrometheusServer prometheus, Instant since) {
        return prometheus.queryRange("ALERTS{alertstate=\"firing\"}", since.plus(PrometheusServer.INTERVAL),
                Instant.now(),
                PrometheusServer.INTERVAL).stream()
                .map(alert -> String.join(" ", alert.label("alertname"), alert.label("baseline"),
                        alert.label("action"), alert.label("result"), alert.label("verb"),
                        alert.label("resource"))
                        .replaceAll(" +", " ").strip())
                .collect(Collectors.toSet());
    }

    private static void theMetricsAreClean(Incident incident) {
        var page = get(incident.port(), "/metrics", "text/plain").body();
        assertThat(page).contains("ringfence_api_permission_missing{",
                "rest_client_requests_total{code=\"403\"",
                "rest_client_requests_total{code=\"200\"", "workqueue_depth{");

        var checked = Promtool.run(page, List.of("check", "metrics"));

        assertThat(checked.output()).isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    /// Every path in a runbook is served, and every expression gives what Prometheus understands.
    private static void theRunbooksAskWhatIsAnswered(Incident incident, PrometheusServer prometheus) {
        assertThat(Runbooks.paths()).hasSizeGreaterThan(3).allSatisfy(path -> assertThat(
                get(incident.port(), path, "*/*").statusCode()).as(path).isEqualTo(200));
        assertThat(Runbooks.expressions()).hasSizeGreaterThan(5).allSatisfy(
                expression -> assertThat(prometheus.query(expression)).as(expression).isNotNull());
    }

    @Test
    void whateverPrometheusAcceptsItCanRead(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder)
            throws IOException {
        var accepted = new ConcurrentSkipListSet<String>();
        var listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/metrics", exchange -> {
            accepted.add(String.join(",", exchange.getRequestHeaders().get("Accept")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
        var plain = Files.createDirectory(folder.resolve("plain"));
        var protobuf = Files.createDirectory(folder.resolve("protobuf"));
        try (var incident = Incident.begin(plane, namespaces,
                Files.createDirectory(folder.resolve("incident")))) {
            var scrapes = List.of(Scrape.ringfence(incident.port()), new Scrape("listener",
                    "127.0.0.1:" + listener.getAddress().getPort(), Map.of()));
            try (var usual = PrometheusServer.start(plain, scrapes, List.of());
                    // Native histograms come in protobuf only, so Prometheus asks for that first.
                    var eager = PrometheusServer.start(protobuf, scrapes, List.of(),
                            "--enable-feature=native-histograms")) {
                for (var prometheus : List.of(usual, eager)) {
                    await("the daemon is read").atMost(PATIENCE).untilAsserted(() -> {
                        assertThat(prometheus.targets()).allSatisfy(
                                target -> assertThat(target.health()).as(target.error()).isEqualTo("up"));
                        assertThat(prometheus.query("ringfence_drifts_open_by_severity")).hasSize(12);
                        assertThat(prometheus.query("workqueue_queue_duration_seconds_bucket")).hasSize(13);
                    });
                }
            }
            assertThat(accepted).hasSize(2).anySatisfy(accept -> assertThat(accept)
                    .startsWith("application/vnd.google.protobuf"))
                    .allSatisfy(accept -> {
                        var answer = get(incident.port(), "/metrics", accept);
                        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                                .startsWith("application/openmetrics-text; version=1.0.0");
                        assertThat(answer.body()).endsWith("# EOF\n");
                    });
        } finally {
            listener.stop(0);
        }
    }

    private static HttpResponse<String> get(int port, String path, String accept) {
        try (var client = HttpClient.newHttpClient()) {
            return client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Accept", accept).build(), BodyHandlers.ofString()).join();
        }
    }
}
