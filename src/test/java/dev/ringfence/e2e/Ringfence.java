package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.cli.GuardingDaemon;
import dev.ringfence.cli.LogFormat;
import dev.ringfence.cli.RunOptions;
import dev.ringfence.controlplane.ControlPlane;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A whole daemon in this JVM, with the pages by which it is observed.
final class Ringfence implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RESYNC = Duration.ofMinutes(5);

    private final GuardingDaemon daemon;
    private final Pages pages;

    private Ringfence(RunOptions options, List<BaselineObject> files) {
        daemon = GuardingDaemon.start(options, files, Clock.systemUTC());
        pages = new Pages(daemon.port());
    }

    /// The only daemon of a cluster, ready; may do everything.
    static Ringfence start(ControlPlane plane) {
        return start(plane.kubeconfig(ControlPlane.ADMIN), List.of()).ready();
    }

    /// A daemon without a competitor, not awaited.
    static Ringfence start(Path kubeconfig, List<BaselineObject> files) {
        return new Ringfence(options(kubeconfig, Optional.empty()), files);
    }

    /// One of several daemons that compete for the lease in `leaseNamespace`, ready.
    static Ringfence replica(Path kubeconfig, String leaseNamespace) {
        return new Ringfence(options(kubeconfig, Optional.of(leaseNamespace)), List.of()).ready();
    }

    private static RunOptions options(Path kubeconfig, Optional<String> leaseNamespace) {
        return new RunOptions(Optional.of(kubeconfig), Optional.empty(), List.of(), 0,
                leaseNamespace.isPresent(), leaseNamespace.orElse("default"), RESYNC, "auto", LogFormat.TEXT);
    }

    Ringfence ready() {
        await("readiness").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(pages.status("/readyz")).isEqualTo(200));
        return this;
    }

    int port() {
        return daemon.port();
    }

    Pages pages() {
        return pages;
    }

    /// Waits until the newest drift of that baseline and kind is in that state, and returns it.
    SeenDrift awaitDrift(String baseline, String kind, String state) {
        var seen = new AtomicReference<SeenDrift>();
        await(kind + " of " + baseline + " is " + state).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    var drifts = pages.drifts("baseline=" + baseline + "&kind=" + kind);
                    assertThat(drifts).isNotEmpty();
                    assertThat(drifts.getFirst().state()).as(drifts.getFirst().outline()).isEqualTo(state);
                    seen.set(drifts.getFirst());
                });
        return seen.get();
    }

    /// Waits until a condition of the baseline has that status and reason.
    void awaitCondition(String baseline, String type, String status, String reason) {
        await(baseline + " is " + type + "=" + status + " " + reason).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(pages.condition(baseline, type))
                        .startsWith(type + "=" + status + " " + reason));
    }

    /// Waits until everything that concerns a baseline has closed, and the baseline holds.
    void awaitCalm(String baseline) {
        awaitCondition(baseline, "Isolated", "True", "AsApproved");
        await(baseline + " has no open drift").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(pages.drifts("baseline=" + baseline + "&state=Open")).isEmpty());
    }

    /// Waits until no watch has a connection.
    void awaitDisconnected() {
        await("the loss of the API server is noticed").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pages.json("/api/v1/baselines").at("/watches").valueStream()
                        .map(watch -> SeenDrift.text(watch, "/phase"))).containsOnly("Disconnected"));
    }

    /// Stops the daemon gracefully, as SIGTERM does.
    void stop() {
        daemon.close();
        pages.close();
    }

    @Override
    public void close() {
        stop();
    }
}
