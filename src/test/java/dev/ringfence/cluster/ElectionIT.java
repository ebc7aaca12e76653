package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.daemon.Change;
import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.Leadership;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ElectionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void oneReplicaLeadsAndTheOtherFollowsWhenItCloses(ControlPlane plane, TestNamespaces namespaces) {
        String namespace = namespaces.create();
        try (Replica first = new Replica(plane, terms(namespace, "first"))) {
            await().atMost(PATIENCE).until(first.election::mayWrite);
            try (Replica second = new Replica(plane, terms(namespace, "second"))) {
                await().atMost(PATIENCE).until(() -> second.latest().leader().equals("first"));
                assertThat(second.election.mayWrite()).isFalse();

                first.election.close();
                assertThat(first.election.mayWrite()).isFalse();
                await().atMost(PATIENCE).until(second.election::mayWrite);
                assertThat(second.latest()).isEqualTo(new Leadership(true, "second", "second"));
                assertThat(first.latest().leading()).isFalse();
            }
        }
    }

    @Test
    void aReplicaThatIsDeposedStopsAndCompetesAgain(ControlPlane plane, TestNamespaces namespaces) {
        String namespace = namespaces.create();
        try (Replica replica = new Replica(plane, terms(namespace, "first"))) {
            await().atMost(PATIENCE).until(replica.election::mayWrite);

            plane.admin().leases().inNamespace(namespace).withName("ringfence").patch(
                    PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"holderIdentity\": \"usurper\"}}");

            await().atMost(PATIENCE).until(
                    () -> replica.latest().equals(new Leadership(false, "usurper", "first")));
            assertThat(replica.election.mayWrite()).isFalse();
            await().atMost(PATIENCE).until(replica.election::mayWrite);
        }
    }

    @Test
    void aReplicaThatWasPausedMayNotWriteUntilItHasRenewed(ControlPlane plane, TestNamespaces namespaces) {
        AtomicLong pause = new AtomicLong();
        LeaseTerms terms = LeaseTerms.usual(namespaces.create(), "first");
        try (Replica replica = new Replica(plane, terms, pause)) {
            await().atMost(PATIENCE).until(replica.election::mayWrite);

            pause.set(Duration.ofSeconds(11).toNanos());
            assertThat(replica.election.mayWrite()).isFalse();
            await().atMost(PATIENCE).until(replica.election::mayWrite);
        }
    }

    @Test
    void aLeaseWithoutContentIsTaken(ControlPlane plane, TestNamespaces namespaces) {
        String namespace = namespaces.create();
        Lease empty = new LeaseBuilder().withNewMetadata().withName("ringfence").withNamespace(namespace)
                .endMetadata().build();
        plane.admin().resource(empty).create();
        try (Replica replica = new Replica(plane, terms(namespace, "first"))) {
            await().atMost(PATIENCE).until(replica.election::mayWrite);
        }
    }

    @Test
    void aStrangerWhoTakesTheLeaseForYearsLosesItAfterTheUsualTime(ControlPlane plane,
            TestNamespaces namespaces) {
        String namespace = namespaces.create();
        Lease taken = new LeaseBuilder().withNewMetadata().withName("ringfence").withNamespace(namespace)
                .endMetadata().withNewSpec().withHolderIdentity("stranger")
                .withLeaseDurationSeconds(Integer.MAX_VALUE)
                .withRenewTime(ZonedDateTime.parse("2126-01-01T00:00:00Z")).endSpec().build();
        plane.admin().resource(taken).create();
        try (Replica replica = new Replica(plane, terms(namespace, "first"))) {
            await().atMost(PATIENCE).until(replica.election::mayWrite);
        }
    }

    @Test
    void nobodyWritesWhileTheApiServerIsDown() {
        try (ControlPlane plane = ControlPlane.launch();
                Replica replica = new Replica(plane, terms("default", "first"))) {
            await().atMost(PATIENCE).until(replica.election::mayWrite);

            plane.killApiServer();
            await().atMost(Duration.ofSeconds(3)).until(() -> !replica.election.mayWrite());
            await().atMost(PATIENCE).until(() -> !replica.latest().leading());

            plane.startApiServer();
            await().atMost(PATIENCE).until(replica.election::mayWrite);
            assertThat(replica.latest()).isEqualTo(new Leadership(true, "first", "first"));
        }
    }

    private static LeaseTerms terms(String namespace, String identity) {
        return new LeaseTerms(namespace, "ringfence", identity, Duration.ofSeconds(3), Duration.ofSeconds(2),
                Duration.ofMillis(400));
    }

    /// One competitor, with a client and an inbox of its own.
    private static final class Replica implements Inbox, AutoCloseable {
        private final List<Leadership> told = new CopyOnWriteArrayList<>();
        private final KubernetesClient client;
        private final Election election;

        Replica(ControlPlane plane, LeaseTerms terms) {
            this(plane, terms, new AtomicLong());
        }

        Replica(ControlPlane plane, LeaseTerms terms, AtomicLong pause) {
            client = WriteClient.open(plane.config(ControlPlane.ADMIN));
            election = new Election(client, terms, this, Clock.systemUTC(),
                    () -> System.nanoTime() + pause.get());
            election.start();
        }

        @Override
        public void put(Change change) {
            if (change instanceof LeadershipChange(Leadership leadership)) {
                told.add(leadership);
            }
        }

        Leadership latest() {
            return told.getLast();
        }

        @Override
        public void close() {
            election.close();
            client.close();
        }
    }
}
