package dev.ringfence.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The independent observer: a watch of its own on all policies, which notes when each attacked one is as approved again.
final class RestorationWatch {
    private static final String PATH = "/apis/networking.k8s.io/v1/networkpolicies"
            + "?watch=true&resourceVersion=0&timeoutSeconds=7200";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JsonMapper json = new JsonMapper();
    private final JsonNode approved = json.readTree(GuardedCluster.APPROVED);
    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    private final CountDownLatch complete;

    private RestorationWatch(int policies) {
        this.complete = new CountDownLatch(policies);
    }

    /// Begins to watch, and returns once all `policies` that exist have been seen.
    static RestorationWatch start(ApiConnection connection, int policies) throws InterruptedException {
        var watch = new RestorationWatch(policies);
        Thread.ofPlatform().daemon().name("restoration-watch").start(() -> watch.run(connection));
        if (!watch.complete.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("expected the watch to show " + policies + " policies, missed "
                    + watch.complete.getCount());
        }
        return watch;
    }

    /// When the policy of a namespace is restored next, by `System.nanoTime`.
    CompletableFuture<Long> restoration(String namespace) {
        return awaited.computeIfAbsent(namespace,
                _ -> new CompletableFuture<Long>().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private void run(ApiConnection connection) {
        try {
            connection.watch(PATH, this::see);
        } catch (IOException _) {
            // The connection was closed: the measurement is over.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void see(String line) {
        var now = System.nanoTime();
        complete.countDown();
        var event = json.readTree(line);
        var policy = event.path("object");
        if (!event.path("type").asString("").equals("DELETED") && policy.path("spec").equals(approved)) {
            var restored = awaited.remove(policy.path("metadata").path("namespace").asString(""));
            if (restored != null) {
                restored.complete(now);
            }
        }
    }
}
