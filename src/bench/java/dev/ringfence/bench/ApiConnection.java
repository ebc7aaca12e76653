package dev.ringfence.bench;

import io.fabric8.kubernetes.client.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A connection to the API server that shares nothing with the client library of the programs that are measured.
final class ApiConnection implements AutoCloseable {
    private final HttpClient client;
    private final String server;
    private final String token;

    private ApiConnection(HttpClient client, String server, String token) {
        this.client = client;
        this.server = server;
        this.token = token;
    }

    static ApiConnection open(Config config) throws IOException, GeneralSecurityException {
        var authority = KeyStore.getInstance(KeyStore.getDefaultType());
        authority.load(null, null);
        try (var pem = Files.newInputStream(Path.of(config.getCaCertFile()))) {
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authority.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        var server = config.getMasterUrl().replaceAll("/$", "");
        return new ApiConnection(HttpClient.newBuilder().sslContext(tls).build(), server,
                config.getOauthToken());
    }

    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, "application/json", BodyPublishers.noBody());
    }

    void create(String path, String json) throws IOException, InterruptedException {
        send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    void merge(String path, String json) throws IOException, InterruptedException {
        send("PATCH", path, "application/merge-patch+json", BodyPublishers.ofString(json));
    }

    /// Passes each line that the API server sends, until the connection ends.
    void watch(String path, Consumer<String> listener) throws IOException, InterruptedException {
        var answer = client.send(request(path).build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(line);
            }
        }
    }

    private void send(String method, String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", type).method(method, body).build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("expected %s %s to be accepted, found %d: %s".formatted(method, path,
                    answer.statusCode(), answer.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
