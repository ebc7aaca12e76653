package dev.ringfence.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A running container of the image, which serves on a port of this host.
final class Container implements AutoCloseable {
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String GRACE_SECONDS = "30";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String id;

    private Container(int port, String id) {
        this.port = port;
        this.id = id;
    }

    /// One that finds the API server as a pod does.
    ///
    /// @param folder where the files of the service account are kept
    /// @param options more options of podman
    static Container inPod(String image, ServiceAccount account, Path folder, List<String> options)
            throws IOException {
        var port = freePort();
        var server = URI.create(account.plane().url());
        var all = new ArrayList<>(options);
        all.addAll(List.of("--env", "KUBERNETES_SERVICE_HOST=" + server.getHost(), "--env",
                "KUBERNETES_SERVICE_PORT=" + server.getPort(), "--env", "RINGFENCE_PORT=" + port, "--volume",
                account.write(folder) + ":" + ACCOUNT + ":ro"));
        return new Container(port, Podman.start(image, all));
    }

    /// One that is given a kubeconfig and a baseline.
    static Container withFiles(String image, Path kubeconfig, Path baseline, List<String> options)
            throws IOException {
        var port = freePort();
        var all = new ArrayList<>(options);
        all.addAll(List.of("--volume", kubeconfig + ":/etc/ringfence/kubeconfig:ro", "--volume",
                baseline + ":/etc/ringfence/baseline.yaml:ro"));
        return new Container(port,
                Podman.start(image, all, "run", "--kubeconfig", "/etc/ringfence/kubeconfig",
                        "--baseline", "/etc/ringfence/baseline.yaml", "--leader-elect=false", "--port",
                        Integer.toString(port)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The body of a page; why there is none where nobody listens.
    String get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (ConnectException _) {
            return "nobody listens; the log is: " + log();
        } catch (IOException failure) {
            throw new UncheckedIOException("GET " + path + " must be answered", failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupt);
        }
    }

    /// The largest value among the series whose names begin so.
    double largest(String series) {
        return get("/metrics").lines().filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).max()
                .orElseThrow(() -> new IllegalStateException("expected a series " + series));
    }

    /// Starts a program in the container.
    Podman.Ended exec(String... command) {
        var all = new ArrayList<>(List.of("exec", id));
        all.addAll(List.of(command));
        return Podman.attempt(all.toArray(String[]::new));
    }

    /// Sends SIGTERM, waits, and returns the exit code.
    int stop() {
        Podman.podman("stop", "--time", GRACE_SECONDS, id);
        return Integer.parseInt(Podman.podman("inspect", "--format", "{{.State.ExitCode}}", id));
    }

    String log() {
        var logs = Podman.attempt("logs", id);
        return logs.output() + logs.errors();
    }

    @Override
    public void close() {
        client.close();
        Podman.podman("rm", "--force", "--time", "0", id);
    }
}
