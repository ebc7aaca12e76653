package dev.ringfence.demo;

import dev.ringfence.cli.GuardingDaemon;
import dev.ringfence.cli.LogFormat;
import dev.ringfence.cli.RunOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The whole of the demo's world: an API server with the reference case on it, and the daemon that guards it.
final class Stage implements AutoCloseable {
    private static final String DEFINITION = "/crds/isolationbaselines.ringfence.dev.yaml";
    private static final Duration RESYNC = Duration.ofMinutes(5);
    private static final Duration START = Duration.ofMinutes(1);

    /// What was opened, the last one first.
    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final Path kubeconfig;
    private final int port;
    private final Referee referee;

    /// Builds it all, and returns when Ringfence is ready.
    ///
    /// @param port where Ringfence serves; 0 for any free port
    /// @param mode of the baseline: `Repair` or `Observe`
    /// @throws dev.ringfence.model.tree.InvalidFieldException if the port is taken
    /// @throws IllegalStateException if Ringfence does not get ready in time
    static Stage open(int port, String mode, Patience patience) {
        return new Stage(port, mode, patience);
    }

    private Stage(int wantedPort, String mode, Patience patience) {
        try {
            var server = EmbeddedApiServer.start(patience.clock());
            parts.push(server::close);
            kubeconfig = write(server.kubeconfig());
            parts.push(() -> delete(kubeconfig));
            var client = new KubernetesClientBuilder().withConfig(server.config()).build();
            parts.push(client::close);
            furnish(client, mode);
            var policies = new PolicyLog(client, patience.clock());
            parts.push(policies::close);
            port = startDaemon(wantedPort, patience.clock());
            var ringfence = new RingfenceApi(url());
            parts.push(ringfence::close);
            if (!new Patience(patience.clock(), START).until(ringfence::isReady)) {
                throw new IllegalStateException(
                        "expected Ringfence to be ready within " + START.toSeconds() + " s");
            }
            referee = new Referee(new Attacker(client), ringfence, policies, patience);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /// Brings the reference case to an API server.
    ///
    /// @param mode of the baseline: `Repair` or `Observe`
    static void furnish(KubernetesClient client, String mode) {
        apply(client, definition());
        apply(client, ReferenceCase.NAMESPACE_MANIFEST);
        apply(client, ReferenceCase.POLICY_MANIFEST);
        for (var pod : ReferenceCase.guardedPods()) {
            apply(client, pod);
        }
        apply(client, ReferenceCase.stranger());
        apply(client, ReferenceCase.baseline(mode));
    }

    private static void apply(KubernetesClient client, String manifest) {
        HasMetadata _ = client.resource(manifest).fieldManager("demo").serverSideApply();
    }

    private static String definition() {
        try (var stream = Stage.class.getResourceAsStream(DEFINITION)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "expected " + DEFINITION + " on the class path, found nothing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int startDaemon(int wantedPort, Clock clock) {
        // One replica has nobody to stand by for it: a lease would only be renewed in vain.
        var options = new RunOptions(Optional.of(kubeconfig), Optional.empty(), List.of(), wantedPort,
                /* leaderElect= */ false, "default", RESYNC, "auto", LogFormat.TEXT);
        var daemon = GuardingDaemon.start(options, List.of(), clock);
        parts.push(daemon::close);
        return daemon.port();
    }

    private static Path write(String kubeconfig) {
        try {
            return Files.writeString(Files.createTempFile("ringfence-demo-", ".kubeconfig"), kubeconfig);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Referee referee() {
        return referee;
    }

    /// Reaches the API server, for `kubectl`.
    Path kubeconfig() {
        return kubeconfig;
    }

    /// Where Ringfence's pages are.
    String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }
}
