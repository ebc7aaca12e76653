package dev.ringfence.prometheus;

import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus server on loopback, which scrapes and evaluates rules every second.
///
/// The program is that of Debian's package `prometheus`. The server has data of its own, and ends with this JVM at the latest.
public final class PrometheusServer implements AutoCloseable {
    /// Between two scrapes, and between two evaluations of the rules.
    public static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern
            .compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final ServerProcess process;
    private final String address;

    /// Starts a server, and waits until it is ready.
    ///
    /// @param folder where its configuration, its data and its log go
    /// @param rules rule files
    /// @param flags further command line flags
    /// @throws IllegalStateException if there is no Prometheus; the message says how to get it
    public static PrometheusServer start(Path folder, List<Scrape> scrapes, List<Path> rules,
            String... flags) {
        return new PrometheusServer(folder, scrapes, rules, List.of(flags));
    }

    private PrometheusServer(Path folder, List<Scrape> scrapes, List<Path> rules, List<String> flags) {
        log = folder.resolve("prometheus.log");
        var configuration = write(folder.resolve("prometheus.yml"), configuration(scrapes, rules));
        var command = new ArrayList<>(List.of(DebianTool.named("prometheus").toString(),
                "--config.file=" + configuration, "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0", "--log.level=info"));
        command.addAll(flags);
        process = ServerProcess.start(command, "prometheus", log);
        try {
            await("Prometheus listens").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                process.check();
                return port().isPresent();
            });
            address = "http://127.0.0.1:" + port().orElseThrow();
            await("Prometheus is ready").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                    .until(() -> send("/-/ready").statusCode() == 200);
        } catch (RuntimeException failure) {
            process.stop();
            throw failure;
        }
    }

    private static String configuration(List<Scrape> scrapes, List<Path> rules) {
        return """
                global: {scrape_interval: %1$ds, scrape_timeout: %1$ds, evaluation_interval: %1$ds}
                rule_files: %2$s
                scrape_configs: %3$s
                """.formatted(INTERVAL.toSeconds(),
                JsonMapper.shared().writeValueAsString(
                        rules.stream().map(rule -> rule.toAbsolutePath().toString()).toList()),
                scrapes.stream().collect(Collectors.groupingBy(Scrape::job)).entrySet().stream()
                        .map(job -> "\n  - {job_name: " + quoted(job.getKey()) + ", static_configs: "
                                + job.getValue().stream().map(PrometheusServer::target).toList() + "}")
                        .collect(Collectors.joining()));
    }

    private static String target(Scrape scrape) {
        return "{targets: [" + quoted(scrape.address()) + "], labels: "
                + JsonMapper.shared().writeValueAsString(scrape.labels()) + "}";
    }

    /// JSON text is YAML text as well.
    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " must be writable", failure);
        }
    }

    private OptionalInt port() {
        try {
            return LISTENING.matcher(Files.readString(log)).results()
                    .mapToInt(found -> Integer.parseInt(found.group(1))).findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(log + " must be readable", failure);
        }
    }

    /// Where its HTTP API and its pages are, such as `http://127.0.0.1:39405`.
    public String address() {
        return address;
    }

    /// The series that an expression gives now, without those that are not a number.
    public List<Series> query(String expression) {
        return data("/api/v1/query?query=" + encoded(expression)).at("/result").valueStream()
                .map(series -> new Series(Series.strings(series.at("/metric")),
                        number(series.at("/value/1"))))
                .filter(series -> !Double.isNaN(series.value())).toList();
    }

    /// The series that an expression gives over a time, with the latest value of each.
    public List<Series> queryRange(String expression, Instant from, Instant to, Duration step) {
        return data("/api/v1/query_range?query=" + encoded(expression) + "&start=" + from.toEpochMilli() / 1e3
                + "&end=" + to.toEpochMilli() / 1e3 + "&step=" + step.toMillis() / 1e3).at("/result")
                .valueStream().map(PrometheusServer::latest).toList();
    }

    private static Series latest(JsonNode series) {
        var values = series.at("/values");
        return new Series(Series.strings(series.at("/metric")),
                number(values.at("/" + (values.size() - 1)).at("/1")));
    }

    private static double number(JsonNode text) {
        return switch (text.asString()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case String finite -> Double.parseDouble(finite);
        };
    }

    /// Every alert that is pending or firing.
    public List<Alert> alerts() {
        return data("/api/v1/alerts").at("/alerts").valueStream().map(Alert::of).toList();
    }

    /// Everything that is scraped.
    public List<Target> targets() {
        return data("/api/v1/targets?state=active").at("/activeTargets").valueStream().map(Target::of)
                .toList();
    }

    /// The `data` of an answer of its HTTP API.
    ///
    /// @throws IllegalArgumentException if the server refuses the question
    public JsonNode data(String pathAndQuery) {
        var answer = JsonMapper.shared().readTree(send(pathAndQuery).body());
        if (!answer.at("/status").asString().equals("success")) {
            throw new IllegalArgumentException("Prometheus must answer " + pathAndQuery + ", but said: "
                    + answer.at("/error").asString());
        }
        return answer.at("/data");
    }

    private HttpResponse<String> send(String pathAndQuery) {
        process.check();
        try {
            return client.send(HttpRequest.newBuilder(URI.create(address + pathAndQuery)).build(),
                    BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException("Prometheus must answer " + pathAndQuery, failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Prometheus was asked", interrupt);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.stop();
        client.close();
    }
}
