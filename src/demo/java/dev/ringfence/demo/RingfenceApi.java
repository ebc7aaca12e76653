package dev.ringfence.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Ringfence's pages, read as a user reads them.
final class RingfenceApi implements AutoCloseable {
    private static final int OK = 200;
    private static final String EVALUATIONS = "ringfence_evaluations_total{scope=\"changed\"} ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    /// @param url where the pages are, such as `http://localhost:8080`
    RingfenceApi(String url) {
        this.url = url;
    }

    boolean isReady() {
        return get("/readyz").statusCode() == OK;
    }

    /// Whether `path` is answered by 200, and not by nobody.
    boolean answers(String path) {
        try {
            return get(path).statusCode() == OK;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /// The drifts that were detected at `time` or later, newest first.
    List<Sighting> driftsSince(Instant time) {
        // The API tells milliseconds.
        var start = time.truncatedTo(ChronoUnit.MILLIS);
        var drifts = JsonMapper.shared().readTree(get("/api/v1/drifts").body()).path("drifts");
        return drifts.valueStream().map(Sighting::of)
                .filter(drift -> !drift.detectedAt().isBefore(start)).toList();
    }

    /// How often Ringfence has judged what had changed.
    double evaluations() {
        return get("/metrics").body().lines().filter(line -> line.startsWith(EVALUATIONS)).findFirst()
                .map(line -> Double.parseDouble(line.substring(EVALUATIONS.length()))).orElse(0.0);
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("expected an answer of " + path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
