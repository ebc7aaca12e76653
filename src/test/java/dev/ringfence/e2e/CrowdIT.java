package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.cluster.CuttableLine;
import dev.ringfence.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Many drifts at once, and drifts while the API server is away; on a control plane of its own, which is killed at will.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NAMESPACES = 500;
    private static final List<String> NAMES = IntStream.range(0, NAMESPACES)
            .mapToObj(number -> "crowd-%03d".formatted(number)).toList();

    private final ControlPlane plane = new ControlPlane();
    private CuttableLine line;
    private ReferenceCase guarded;
    private Ringfence ringfence;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        plane.start();
        inParallel(NAMES, name -> plane.admin().resource(new NamespaceBuilder().withNewMetadata()
                .withName(name).addToLabels("crowd", "all").endMetadata().build()).create());
        guarded = new ReferenceCase(plane.admin(), "crowd");
        guarded.approve("scope: {namespaces: {names: [], selector: {matchLabels: {crowd: all}}}}");
        line = new CuttableLine(URI.create(plane.url()).getPort());
        ringfence = Ringfence.start(line.kubeconfig(plane, folder), List.of()).ready();
        ringfence.awaitCalm(guarded.baseline());
    }

    @AfterAll
    void stop() throws IOException {
        ringfence.close();
        line.close();
        plane.close();
    }

    @AfterEach
    void mend() {
        line.mend();
    }

    @Test
    void everyOneOfManyDriftsAtOnceIsRepaired() {
        var before = repaired();
        var began = System.nanoTime();

        inParallel(NAMES, this::deletePolicy);

        awaitAllRepaired();
        System.err.printf("CrowdIT: %d deleted policies were back %d ms after the first deletion%n",
                NAMESPACES,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        await("the end of every drift is counted").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(repaired() - before).isEqualTo(NAMESPACES));
    }

    @Test
    void anApiServerThatIsKilledBetweenDriftsAndRepairsEndsNothing() {
        inParallel(NAMES.subList(0, 100), this::deletePolicy);
        plane.killApiServer();
        ringfence.awaitDisconnected();
        assertThat(ringfence.pages().status("/readyz")).as("what was judged is still served").isEqualTo(200);
        assertThat(ringfence.pages().status("/livez")).isEqualTo(200);

        plane.startApiServer();

        awaitAllRepaired();
    }

    @Test
    void whatIsDeletedWhileTheLineIsCutIsFoundAndRepaired() {
        line.cut();
        ringfence.awaitDisconnected();
        deletePolicy(NAMES.getFirst());

        line.mend();

        awaitAllRepaired();
    }

    /// A new API server remembers no events: it answers 410 to who asks for those since a version before its start.
    @Test
    void whatIsDeletedWhileTheWatchExpiresIsFoundAndRepaired() {
        line.cut();
        ringfence.awaitDisconnected();
        deletePolicy(NAMES.getLast());
        plane.restartApiServer();

        line.mend();

        awaitAllRepaired();
    }

    private void deletePolicy(String namespace) {
        plane.admin().network().v1().networkPolicies().inNamespace(namespace)
                .withName(ReferenceCase.POLICY).delete();
    }

    private void awaitAllRepaired() {
        await("every policy is there").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(policies()).hasSize(NAMESPACES));
        ringfence.awaitCalm(guarded.baseline());
    }

    private List<NetworkPolicy> policies() {
        return plane.admin().network().v1().networkPolicies().inAnyNamespace().list().getItems();
    }

    private double repaired() {
        return ringfence.pages().metric(
                "ringfence_repairs_total{action=\"CreatePolicy\",result=\"Succeeded\"}").orElseThrow();
    }

    private static void inParallel(List<String> names, Consumer<String> what) {
        try (var threads = Executors.newFixedThreadPool(8)) {
            names.forEach(name -> threads.execute(() -> what.accept(name)));
        }
    }
}
