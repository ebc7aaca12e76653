package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.fixture.MovableClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchesOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BASELINES = "isolationbaselines.ringfence.dev";
    private static final List<String> RESOURCES = List.of("namespaces", "pods",
            "networkpolicies.networking.k8s.io", BASELINES);

    private final ControlPlane plane = new ControlPlane();
    @TempDir
    private Path folder;

    @BeforeAll
    void launch() {
        plane.start();
    }

    @BeforeEach
    void define() {
        plane.applyCrds(Specimens.baselineCrd());
    }

    @AfterAll
    void close() {
        plane.close();
    }

    @Test
    void aKilledApiServerIsNoticedAndSeenAgainOnceItRuns() {
        var inbox = new RecordingInbox();
        try (var clients = open(plane.kubeconfig(ControlPlane.ADMIN));
                var watches = watches(clients, inbox)) {
            watches.start();
            awaitPhase(inbox, Phase.SYNCED);
            create("restart-kept");
            awaitPod(inbox, "restart-kept", true);

            plane.killApiServer();
            awaitPhase(inbox, Phase.DISCONNECTED);
            inbox.forget();
            plane.startApiServer();
            awaitPhase(inbox, Phase.SYNCED);

            create("restart-new");
            awaitPod(inbox, "restart-new", true);
            assertThat(inbox.changes(PodChange.class)).as("nothing that was seen before is told again")
                    .extracting(PodChange::name).containsOnly("restart-new");
            assertThat(inbox.watch("pods").orElseThrow().restarts()).isPositive();
        }
    }

    @Test
    void whatChangedWhileTheLineWasCutIsSeenAfterwards() throws IOException {
        throughALine("line", () -> {
        });
    }

    /// As when a firewall forgets connections: nobody is told, and the watches seem to live.
    @Test
    void whatChangedWhileTheConnectionsWereDeadIsSeenAfterwards() throws IOException {
        var inbox = new RecordingInbox();
        var clock = new MovableClock();
        create("dead-deleted");
        try (var line = new CuttableLine(URI.create(plane.url()).getPort());
                var clients = open(line.kubeconfig(plane, folder));
                var watches = new Watches(clients.reading(), inbox, clock)) {
            watches.start();
            awaitPhase(inbox, Phase.SYNCED);
            awaitPod(inbox, "dead-deleted", true);

            line.forget();
            delete("dead-deleted");
            create("dead-new");
            clock.advance(Duration.ofMinutes(4));

            awaitPod(inbox, "dead-deleted", false);
            awaitPod(inbox, "dead-new", true);
            awaitPhase(inbox, Phase.SYNCED);
            assertThat(inbox.watch("pods").orElseThrow().restarts()).isPositive();
        }
    }

    /// A new API server remembers no events: it answers 410 to who asks for those since a version before its start.
    @Test
    void whatChangedIsSeenEvenWhenTheWatchHasExpired() throws IOException {
        throughALine("expired", plane::restartApiServer);
    }

    private void throughALine(String prefix, Runnable meanwhile) throws IOException {
        var inbox = new RecordingInbox();
        create(prefix + "-kept");
        create(prefix + "-deleted");
        create(prefix + "-replaced");
        try (var line = new CuttableLine(URI.create(plane.url()).getPort());
                var clients = open(line.kubeconfig(plane, folder));
                var watches = watches(clients, inbox)) {
            watches.start();
            awaitPhase(inbox, Phase.SYNCED);
            awaitPod(inbox, prefix + "-deleted", true);

            line.cut();
            awaitPhase(inbox, Phase.DISCONNECTED);
            inbox.forget();
            delete(prefix + "-deleted");
            delete(prefix + "-replaced");
            create(prefix + "-replaced");
            create(prefix + "-new");
            meanwhile.run();
            line.mend();

            awaitPod(inbox, prefix + "-deleted", false);
            awaitPod(inbox, prefix + "-replaced", true);
            awaitPod(inbox, prefix + "-new", true);
            awaitPhase(inbox, Phase.SYNCED);
            assertThat(inbox.changes(PodChange.class)).extracting(PodChange::name)
                    .doesNotContain(prefix + "-kept");
            assertThat(inbox.watch("pods").orElseThrow().restarts()).isPositive();
        }
    }

    @Test
    void baselinesAreSeenOnceTheirKindIsDefinedAndGoneWithIt() {
        var inbox = new RecordingInbox();
        removeDefinition();
        try (var clients = open(plane.kubeconfig(ControlPlane.ADMIN));
                var watches = watches(clients, inbox)) {
            watches.start();
            awaitPhase(inbox, BASELINES, Phase.ABSENT);
            assertThat(inbox.changes(BaselineChange.class)).isEmpty();

            plane.applyCrds(Specimens.baselineCrd());
            Specimens.baseline(plane.admin(), "ai").create();
            awaitBaseline(inbox, true);
            awaitPhase(inbox, BASELINES, Phase.SYNCED);

            inbox.forget();
            removeDefinition();
            awaitBaseline(inbox, false);
            awaitPhase(inbox, BASELINES, Phase.ABSENT);

            plane.applyCrds(Specimens.baselineCrd());
            Specimens.baseline(plane.admin(), "ai").create();
            awaitBaseline(inbox, true);
            assertThat(inbox.changes(WatchChange.class)).extracting(WatchChange::state)
                    .filteredOn(state -> state.resource().equals(BASELINES))
                    .noneMatch(state -> state.phase() == Phase.FORBIDDEN);
        }
    }

    /// As when the kind went during an outage: nobody tells of the objects one by one.
    @Test
    void baselinesAreGoneWhenTheirKindWentUnseen() throws IOException {
        var inbox = new RecordingInbox();
        plane.applyCrds(Specimens.baselineCrd());
        Specimens.baseline(plane.admin(), "ai").create();
        try (var line = new CuttableLine(URI.create(plane.url()).getPort());
                var clients = open(line.kubeconfig(plane, folder));
                var watches = watches(clients, inbox)) {
            watches.start();
            awaitBaseline(inbox, true);

            line.cut();
            awaitPhase(inbox, Phase.DISCONNECTED);
            removeDefinition();
            plane.restartApiServer();
            line.mend();

            awaitBaseline(inbox, false);
            awaitPhase(inbox, BASELINES, Phase.ABSENT);
        }
    }

    private void removeDefinition() {
        var definition = plane.admin().apiextensions().v1().customResourceDefinitions()
                .withName(Specimens.BASELINE_CRD_NAME);
        definition.delete();
        await("the definition is gone").atMost(PATIENCE).until(() -> definition.get() == null);
    }

    private void create(String pod) {
        admin().resource(Specimens.pod("default", pod)).create();
    }

    private void delete(String pod) {
        admin().pods().inNamespace("default").withName(pod).withGracePeriod(0).delete();
    }

    private KubernetesClient admin() {
        return plane.admin();
    }

    private static void awaitPhase(RecordingInbox inbox, Phase phase) {
        await("every watch is " + phase).atMost(PATIENCE).untilAsserted(() -> assertThat(RESOURCES)
                .allSatisfy(resource -> assertThat(inbox.phase(resource)).as(resource).contains(phase)));
    }

    private static void awaitPhase(RecordingInbox inbox, String resource, Phase phase) {
        await("the watch of " + resource + " is " + phase).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.phase(resource)).contains(phase));
    }

    private static void awaitPod(RecordingInbox inbox, String name, boolean present) {
        await("pod " + name + (present ? " is there" : " is gone")).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.changes(PodChange.class))
                        .filteredOn(change -> change.name().equals(name)).last()
                        .satisfies(change -> assertThat(change.state().isPresent()).isEqualTo(present)));
    }

    private static void awaitBaseline(RecordingInbox inbox, boolean present) {
        await("the baseline " + (present ? "is there" : "is gone")).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.changes(BaselineChange.class)).last()
                        .satisfies(change -> assertThat(change.state().isPresent()).isEqualTo(present)));
    }

    private static ClusterClients open(Path kubeconfig) {
        return ClusterClients.open(new ClusterSettings(Optional.of(kubeconfig), Optional.empty(), "test"));
    }

    private static Watches watches(ClusterClients clients, RecordingInbox inbox) {
        return new Watches(clients.reading(), inbox, Clock.systemUTC());
    }
}
