package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.daemon.Change;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.Labels;
import dev.ringfence.policy.PolicyKey;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithControlPlane
class WatchesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String POLICIES = "networkpolicies.networking.k8s.io";
    private static final List<String> RESOURCES = List.of("namespaces", "pods", POLICIES,
            "isolationbaselines.ringfence.dev");

    private final RecordingInbox inbox = new RecordingInbox();

    @Test
    void everyKindSyncsAndOnlyAfterAllOfItsObjects(ControlPlane plane, TestNamespaces namespaces) {
        var shop = namespaces.create(Map.of("team", "data"));
        plane.admin().resource(Specimens.pod(shop, "model-0")).create();
        plane.admin().resource(Specimens.policy(shop, "only-web")).create();

        try (var clients = clients(plane, ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(RESOURCES).allSatisfy(this::assertSynced));
        }

        assertThat(RESOURCES)
                .allSatisfy(resource -> assertThat(firstPhase(resource)).isEqualTo(Phase.SYNCING));
        assertThat(inbox.changes(NamespaceChange.class)).anySatisfy(change -> assertThat(change.state())
                .hasValueSatisfying(
                        namespace -> assertThat(namespace.labels().get("team")).isEqualTo("data")));
        assertThat(inbox.changes(PolicyChange.class))
                .anySatisfy(change -> assertThat(change.key()).isEqualTo(key(shop, "only-web")));
        assertThat(inbox.changes(PodChange.class)).anySatisfy(change -> assertThat(change.state())
                .hasValueSatisfying(pod -> assertThat(pod.key()).isEqualTo(shop + "/model-0")));
        assertSyncedAfterAll(PodChange.class, "pods");
        assertSyncedAfterAll(PolicyChange.class, POLICIES);
        assertSyncedAfterAll(NamespaceChange.class, "namespaces");
    }

    @Test
    void whatChangesInTheClusterArrives(ControlPlane plane, TestNamespaces namespaces) {
        try (var clients = clients(plane, ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(RESOURCES).allSatisfy(this::assertSynced));

            var shop = namespaces.create();
            var admin = plane.admin();
            admin.resource(Specimens.pod(shop, "model-0")).create();
            admin.resource(Specimens.policy(shop, "only-web")).create();
            awaitState(new PodChange(shop, "model-0", Optional.empty()), true);
            awaitState(new PolicyChange(key(shop, "only-web"), Optional.empty()), true);
            awaitState(new NamespaceChange(shop, Optional.empty()), true);

            admin.pods().inNamespace(shop).withName("model-0").edit(pod -> new PodBuilder(pod).editMetadata()
                    .addToLabels("app", "other").endMetadata().build());
            admin.network().v1().networkPolicies().inNamespace(shop).withName("only-web")
                    .edit(policy -> new NetworkPolicyBuilder(policy).editSpec().withIngress().endSpec()
                            .build());
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(inbox.changes(PodChange.class)).anySatisfy(change -> assertThat(change.state())
                        .hasValueSatisfying(pod -> assertThat(pod.labels()).isEqualTo(Labels.of(
                                Map.of("app", "other", Dimension.SERVICE_ACCOUNT.key(), "default")))));
                assertThat(inbox.changes(PolicyChange.class))
                        .filteredOn(change -> change.key().namespace().equals(shop))
                        .last()
                        .satisfies(change -> assertThat(change.state().orElseThrow().tree().get("spec"))
                                .isEqualTo(
                                        Map.of("podSelector", Map.of("matchLabels", Map.of("app", "model")),
                                                "policyTypes", List.of("Ingress"))));
            });

            admin.pods().inNamespace(shop).withName("model-0").withGracePeriod(0).delete();
            admin.network().v1().networkPolicies().inNamespace(shop).withName("only-web").delete();
            admin.namespaces().withName(shop).delete();
            awaitState(new PodChange(shop, "model-0", Optional.empty()), false);
            awaitState(new PolicyChange(key(shop, "only-web"), Optional.empty()), false);
            awaitState(new NamespaceChange(shop, Optional.empty()), false);
        }
    }

    @Test
    void aPolicySaysWhoChangedIt(ControlPlane plane, TestNamespaces namespaces) {
        var shop = namespaces.create();
        plane.admin().resource(Specimens.policy(shop, "only-web")).fieldManager("somebody").serverSideApply();

        try (var clients = clients(plane, ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.changes(PolicyChange.class))
                    .filteredOn(change -> change.key().equals(key(shop, "only-web"))).isNotEmpty()
                    .allSatisfy(change -> {
                        var changedBy = change.state().orElseThrow().changedBy().orElseThrow();
                        assertThat(changedBy.manager()).isEqualTo("somebody");
                        assertThat(changedBy.operation()).isEqualTo("Apply");
                    }));
        }
    }

    @Test
    void whatIsForbiddenIsSaidAndSeenOnceItIsAllowed(ControlPlane plane, TestNamespaces namespaces) {
        var shop = namespaces.create();
        plane.admin().resource(Specimens.pod(shop, "model-0")).create();
        var user = plane.freshUser();
        plane.allow(user, "", "namespaces", "list", "watch");
        plane.allow(user, "networking.k8s.io", "networkpolicies", "list", "watch");
        plane.allow(user, "ringfence.dev", "isolationbaselines", "list", "watch");

        try (var clients = clients(plane, user); var watches = watches(clients)) {
            watches.start();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(inbox.phase("pods")).contains(Phase.FORBIDDEN);
                assertThat(RESOURCES).filteredOn(resource -> !resource.equals("pods"))
                        .allSatisfy(this::assertSynced);
            });
            assertThat(watches.forbidden()).containsExactly("pods");

            plane.allow(user, "", "pods", "list", "watch");
            await().atMost(PATIENCE).untilAsserted(() -> assertSynced("pods"));
            awaitState(new PodChange(shop, "model-0", Optional.empty()), true);
            assertThat(watches.forbidden()).isEmpty();
        }
    }

    private void awaitState(Change change, boolean present) {
        await(change.subject() + (present ? " is there" : " is gone")).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.newest(change.subject())).hasValueSatisfying(newest -> {
                    if (present) {
                        assertThat(newest).isNotEqualTo(change);
                    } else {
                        assertThat(newest).isEqualTo(change);
                    }
                }));
    }

    private void assertSynced(String resource) {
        assertThat(inbox.phase(resource)).as(resource).contains(Phase.SYNCED);
    }

    private Phase firstPhase(String resource) {
        return inbox.changes(WatchChange.class).stream().map(WatchChange::state)
                .filter(state -> state.resource().equals(resource)).map(WatchState::phase).findFirst()
                .orElseThrow();
    }

    /// All objects that were there at the start come before the watch says that it has synced.
    private void assertSyncedAfterAll(Class<? extends Change> type, String resource) {
        var changes = inbox.changes();
        var synced = changes.stream().filter(change -> change instanceof WatchChange watch
                && watch.state().resource().equals(resource) && watch.state().phase() == Phase.SYNCED)
                .findFirst()
                .orElseThrow();
        assertThat(changes.subList(0, changes.indexOf(synced))).as("before " + resource + " has synced")
                .hasAtLeastOneElementOfType(type);
    }

    private static PolicyKey key(String namespace, String name) {
        return new PolicyKey("NetworkPolicy", namespace, name);
    }

    private static ClusterClients clients(ControlPlane plane, String user) {
        return ClusterClients.open(
                new ClusterSettings(Optional.of(plane.kubeconfig(user)), Optional.empty(), "test"));
    }

    private Watches watches(ClusterClients clients) {
        return new Watches(clients.reading(), inbox, Clock.systemUTC());
    }
}
