package dev.ringfence.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a program to say that it is ready.
final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Readiness() {}

    /// A port on which nothing listens at the moment.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Returns when `/readyz` on `port` answers 200, by `System.nanoTime`.
    static long await(int port, ChildProcess program) throws IOException, InterruptedException {
        return await(port, program, INTERVAL);
    }

    /// As [#await(int, ChildProcess)], asking no more often than every `interval`.
    static long await(int port, ChildProcess program, Duration interval)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
        var limit = System.nanoTime() + PATIENCE.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < limit) {
                if (isReady(client, request)) {
                    return System.nanoTime();
                }
                program.check();
                LockSupport.parkNanos(interval.toNanos());
            }
        }
        throw new IllegalStateException("expected 200 from " + request.uri() + " within " + PATIENCE);
    }

    private static boolean isReady(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException _) {
            return false;
        }
    }
}
