package dev.ringfence.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The independent observer: a watch of its own on all policies, which notes when each attacked one is as approved again.
final class RestorationWatch {
    private static final String PATH = "/apis/networking.k8s.io/v1/networkpolicies"
            + "?watch=true&timeoutSeconds=7200&resourceVersion=";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JsonMapper json = new JsonMapper();
    private final JsonNode approved = json.readTree(GuardedCluster.APPROVED);
    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    private final CountDownLatch complete;
    /// What has come in, on its way to be read: the API server drops a watch that does not keep up.
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    /// One event, and when it came in by `System.nanoTime`.
    private record Line(String text, long at) {}

    private RestorationWatch(int policies) {
        this.complete = new CountDownLatch(policies);
    }

    /// Begins to watch, and returns once all `policies` that exist have been seen.
    static RestorationWatch start(ApiConnection connection, int policies) throws InterruptedException {
        var watch = new RestorationWatch(policies);
        Thread.ofPlatform().daemon().name("restoration-watch").start(() -> watch.receive(connection));
        Thread.ofPlatform().daemon().name("restoration-reader").start(watch::read);
        if (!watch.complete.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("expected the watch to show " + policies + " policies, missed "
                    + watch.complete.getCount());
        }
        return watch;
    }

    /// When the policy of a namespace is restored next, by `System.nanoTime`.
    CompletableFuture<Long> restoration(String namespace) {
        if (ended) {
            throw new IllegalStateException("expected the independent watch to last, but it has ended");
        }
        return awaited.computeIfAbsent(namespace, _ -> {
            var restored = new CompletableFuture<Long>();
            CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> restored.completeExceptionally(new IllegalStateException(
                            "expected the policy in " + namespace + " to be restored within " + PATIENCE)));
            return restored;
        });
    }

    private void receive(ApiConnection connection) {
        var version = "0";
        try {
            while (!version.isEmpty()) {
                var last = new AtomicReference<>("{}");
                connection.watch(PATH + version, line -> {
                    lines.add(new Line(line, System.nanoTime()));
                    last.set(line);
                });
                // In a burst the API server ends watches that it cannot serve in time; they go on where they were.
                version = json.readTree(last.get()).at("/object/metadata/resourceVersion").asString("");
            }
            Progress.say("the independent watch cannot go on where it ended");
        } catch (IOException _) {
            // The connection was closed: the measurement is over. Should it not be, the next drift says so.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
        }
    }

    private void read() {
        try {
            while (true) {
                see(lines.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void see(Line line) {
        complete.countDown();
        var event = json.readTree(line.text());
        var policy = event.path("object");
        if (!event.path("type").asString("").equals("DELETED") && policy.path("spec").equals(approved)) {
            var restored = awaited.remove(policy.path("metadata").path("namespace").asString(""));
            if (restored != null) {
                restored.complete(line.at());
            }
        }
    }
}
