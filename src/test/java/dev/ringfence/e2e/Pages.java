package dev.ringfence.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The pages of one daemon on this host, as an HTTP client reads them.
final class Pages implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    Pages(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException("GET " + path + " must be answered", failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupt);
        }
    }

    int status(String path) {
        return get(path).statusCode();
    }

    JsonNode json(String path) {
        return JsonMapper.shared().readTree(get(path).body());
    }

    /// The drifts that a query asks for, newest first, all pages together.
    List<SeenDrift> drifts(String query) {
        var drifts = new ArrayList<SeenDrift>();
        var next = "";
        do {
            var page = json("/api/v1/drifts?limit=500&" + query + next);
            page.at("/drifts").valueStream().map(SeenDrift::of).forEach(drifts::add);
            var token = SeenDrift.text(page, "/continue");
            next = token.isEmpty() ? "" : "&continue=" + token;
        } while (!next.isEmpty());
        return drifts;
    }

    /// What `/api/v1/baselines` says of one baseline; a missing node where it says nothing.
    JsonNode baseline(String name) {
        return json("/api/v1/baselines").at("/baselines").valueStream()
                .filter(baseline -> SeenDrift.text(baseline, "/name").equals(name)).findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /// A condition of a baseline as `Type=Status Reason: message`; empty where there is none.
    String condition(String baseline, String type) {
        return baseline(baseline).at("/conditions").valueStream()
                .filter(condition -> SeenDrift.text(condition, "/type").equals(type))
                .map(condition -> type + "=" + SeenDrift.text(condition, "/status") + " "
                        + SeenDrift.text(condition, "/reason") + ": "
                        + SeenDrift.text(condition, "/message"))
                .findFirst().orElse("");
    }

    /// The value of a series, such as `ringfence_leader` or `ringfence_drifts_open{baseline="a",kind="b",verdict="c"}`.
    OptionalDouble metric(String series) {
        return get("/metrics").body().lines().filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1))).findFirst();
    }

    @Override
    public void close() {
        client.close();
    }
}
