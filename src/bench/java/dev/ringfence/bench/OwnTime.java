package dev.ringfence.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running Ringfence how long it took itself: from a change's arrival to the judgement upon which the repair is sent.
final class OwnTime {

    private OwnTime() {}

    /// The times of all drifts of one kind that it still knows, in milliseconds; each is exact to a millisecond.
    static List<Double> of(int port, String kind) throws IOException, InterruptedException {
        var json = new JsonMapper();
        var times = new ArrayList<Double>();
        try (var client = HttpClient.newHttpClient()) {
            var more = "";
            do {
                var address = "http://127.0.0.1:" + port + "/api/v1/drifts?limit=500&kind=" + kind + more;
                var page = json.readTree(client.send(HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofString()).body());
                for (var drift : page.path("drifts")) {
                    times.add((double) Duration.between(Instant.parse(drift.path("openedAt").asString()),
                            Instant.parse(drift.path("detectedAt").asString())).toMillis());
                }
                var next = page.path("continue").asString("");
                more = next.isEmpty() ? "" : "&continue=" + next;
            } while (!more.isEmpty());
        }
        return times;
    }
}
