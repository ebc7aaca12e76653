package dev.ringfence.grafana;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Another program that is scraped: it has every series of a Ringfence whose name other programs have too.
final class Stranger implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI ringfence;

    /// @param port that of the Ringfence
    Stranger(int port) throws IOException {
        ringfence = URI.create("http://127.0.0.1:" + port + "/metrics");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = client.send(HttpRequest.newBuilder(ringfence).build(), BodyHandlers.ofString()).body();
            var common = page.lines().filter(line -> !line.contains("ringfence_"))
                    .collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, common.length);
            exchange.getResponseBody().write(common);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", interrupt));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
