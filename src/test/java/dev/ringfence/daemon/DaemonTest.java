package dev.ringfence.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaemonTest {
    private static final String POLICIES = "networkpolicies.networking.k8s.io";

    private final Mailbox mailbox = new Mailbox(Clock.systemUTC());
    private final RecordingCluster cluster = new RecordingCluster();
    private Daemon daemon = daemon(cluster, List.of());

    @AfterEach
    void stop() {
        daemon.close();
    }

    @Test
    void aMissingPolicyIsCreatedAndSaidInStatusAndEvents() {
        guardTheReferenceCase();
        mailbox.put(new PolicyChange(Specimen.POLICY, Optional.empty()));

        await().untilAsserted(() -> assertThat(cluster.actions).hasSize(1));
        assertThat(cluster.actions.getFirst()).isInstanceOf(Action.CreatePolicy.class);
        await().untilAsserted(
                () -> assertThat(cluster.notices).extracting(Notice::reason).contains("PolicyMissing"));
        await().untilAsserted(
                () -> assertThat(isolated(cluster.statuses.getLast())).isEqualTo(Condition.Status.FALSE));

        see(Specimen.policy(Specimen.POLICY.name(), "2", Specimen.isolation()));
        await().untilAsserted(
                () -> assertThat(isolated(cluster.statuses.getLast())).isEqualTo(Condition.Status.TRUE));
        await().untilAsserted(
                () -> assertThat(cluster.notices).extracting(Notice::reason).contains("Repaired"));
    }

    @Test
    void aStatusThatSaysNothingNewIsNotWritten() {
        guardTheReferenceCase();
        await().untilAsserted(() -> assertThat(cluster.statuses).isNotEmpty());
        await().untilAsserted(
                () -> assertThat(isolated(cluster.statuses.getLast())).isEqualTo(Condition.Status.TRUE));
        var written = cluster.statuses.size();

        for (var version = 2; version < 6; version++) {
            see(Specimen.policy(Specimen.POLICY.name(), "" + version, Specimen.isolation()));
        }

        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(cluster.statuses).hasSize(written));
    }

    @Test
    void aStatusThatIsRefusedIsTriedAgainLater() {
        cluster.answer = Result.UNREACHABLE;
        guardTheReferenceCase();
        await().untilAsserted(() -> assertThat(cluster.statuses).isNotEmpty());
        var refused = cluster.statuses.size();

        cluster.answer = Result.SUCCEEDED;

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(cluster.statuses).hasSizeGreaterThan(refused));
    }

    @Test
    void aStandbyWritesNothing() {
        start();
        mailbox.put(new LeadershipChange(new Leadership(false, "other", "me")));
        mailbox.put(new PolicyChange(Specimen.POLICY, Optional.empty()));

        await().until(() -> daemon.report().drifts().stream()
                .anyMatch(drift -> drift.drift().kind() == DriftKind.POLICY_MISSING));
        assertThat(cluster.actions).isEmpty();
        assertThat(cluster.statuses).isEmpty();
        assertThat(cluster.notices).isEmpty();
    }

    @Test
    void anObserverThatFailsBreaksNothing() {
        daemon.close();
        daemon = daemon(cluster, List.of(new Observer() {
            @Override
            public void opened(DriftRecord drift) {
                throw new IllegalStateException("this observer always fails");
            }
        }));
        guardTheReferenceCase();
        mailbox.put(new PolicyChange(Specimen.POLICY, Optional.empty()));

        await().untilAsserted(() -> assertThat(cluster.actions).hasSize(1));
    }

    @Test
    void everyTurnWithSomethingToDoIsToldAndIdleOnesAreNot() {
        daemon.close();
        var turns = new CopyOnWriteArrayList<Turn>();
        daemon = daemon(cluster, List.of(new Observer() {
            @Override
            public void turned(Turn turn) {
                turns.add(turn);
            }
        }));
        guardTheReferenceCase();
        await().untilAsserted(() -> assertThat(daemon.report().complete()).isTrue());
        await().untilAsserted(() -> assertThat(turns.stream().mapToInt(turn -> turn.waited().size()).sum())
                .isEqualTo((int) daemon.workload().added()));
        assertThat(daemon.workload().waiting()).isZero();
        var known = turns.size();
        var before = daemon.heartbeat();

        await().atMost(Duration.ofSeconds(10)).until(() -> daemon.heartbeat().isAfter(before.plusSeconds(1)));
        assertThat(turns).hasSize(known).allSatisfy(turn -> {
            assertThat(turn.failed()).isFalse();
            assertThat(turn.took()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
    }

    @Test
    void whatIsUnderWayEndsBeforeTheDaemonHasStopped() throws Exception {
        daemon.close();
        var gate = new CountDownLatch(1);
        var slow = new RecordingCluster(gate);
        daemon = daemon(slow, List.of());
        guardTheReferenceCase();
        mailbox.put(new PolicyChange(Specimen.POLICY, Optional.empty()));
        await().until(() -> daemon.report().drifts().stream()
                .anyMatch(drift -> drift.drift().kind() == DriftKind.POLICY_MISSING));

        var stopped = CompletableFuture.runAsync(daemon::close);
        gate.countDown();
        stopped.get();

        assertThat(slow.actions).hasSize(1);
    }

    private Daemon daemon(Cluster onto, List<Observer> observers) {
        var settings = new DaemonSettings(Set.of("namespaces", "pods", POLICIES), POLICIES, "namespaces",
                "pods",
                Duration.ofMinutes(5), EnforcementProfile.GENERIC);
        return new Daemon(settings, mailbox, onto, observers, Clock.systemUTC());
    }

    private void guardTheReferenceCase() {
        mailbox.put(new LeadershipChange(new Leadership(true, "me", "me")));
        start();
    }

    private void start() {
        var baseline = Specimen.baseline("Repair", 1, Map.of());
        mailbox.put(
                new BaselineChange(baseline.name(), BaselineObject.Source.CLUSTER, Optional.of(baseline)));
        mailbox.put(
                new NamespaceChange(Specimen.NAMESPACE, Optional.of(Specimen.namespace(Specimen.NAMESPACE))));
        see(Specimen.policy(Specimen.POLICY.name(), "1", Specimen.isolation()));
        for (var resource : List.of("namespaces", "pods", POLICIES)) {
            mailbox.put(new WatchChange(new WatchState(resource, Phase.SYNCED, Instant.now(), 0)));
        }
        daemon.start();
        await().until(() -> daemon.report().complete());
    }

    private void see(PolicyObject policy) {
        mailbox.put(new PolicyChange(policy.key(), Optional.of(policy)));
    }

    private static Condition.Status isolated(BaselineStatus status) {
        return status.report().conditions().stream().filter(condition -> condition.type().equals("Isolated"))
                .findFirst()
                .orElseThrow().status();
    }
}
