package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.NodeChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.model.Address;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Service;
import dev.ringfence.policy.PolicyKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The kinds of a real API server come and go while they are watched.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialectWatchesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Definition CILIUM = Definition.CILIUM_POLICIES;
    private static final Definition ADMIN = Definition.ADMIN_POLICIES;
    private static final List<String> OF_DIALECTS = List.of(CILIUM.resource(), ADMIN.resource(),
            "ciliumclusterwidenetworkpolicies.cilium.io", "ciliumcidrgroups.cilium.io",
            "baselineadminnetworkpolicies.policy.networking.k8s.io",
            "clusternetworkpolicies.policy.networking.k8s.io", WatchedKinds.SERVICES,
            WatchedKinds.ENDPOINT_SLICES, WatchedKinds.NODES);
    private static final Map<String, Object> SPEC = Map.of("endpointSelector", Map.of(), "ingress",
            List.of(Map.of()));

    private final ControlPlane plane = new ControlPlane();
    private final RecordingInbox inbox = new RecordingInbox();

    @BeforeAll
    void launch() {
        plane.start();
    }

    @AfterAll
    void close() {
        plane.close();
    }

    @AfterEach
    void removeKinds() {
        List.of(CILIUM, ADMIN, Definition.cidrGroups("v2")).forEach(kind -> kind.remove(plane));
        inbox.forget();
    }

    @Test
    void aPlainClusterHasNoneOfThemAndIsNotAskedForObjectsOfThem() {
        try (var clients = clients(ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(OF_DIALECTS).allSatisfy(resource -> assertPhase(resource, Phase.ABSENT));
                assertPhase("pods", Phase.SYNCED);
            });
            assertThat(watches.running()).containsExactlyInAnyOrder("namespaces", "pods",
                    "networkpolicies.networking.k8s.io", "isolationbaselines.ringfence.dev");
            assertThat(Watches.resources()).containsAll(OF_DIALECTS).hasSize(13);
        }
        assertThat(inbox.changes(WatchChange.class)).extracting(WatchChange::state)
                .filteredOn(state -> state.resource().equals(ADMIN.resource()))
                .extracting(WatchState::phase).startsWith(Phase.SYNCING).endsWith(Phase.ABSENT);
    }

    @Test
    void aKindComesAndGoesAndComesAgain() {
        try (var clients = clients(ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            awaitPhase(CILIUM.resource(), Phase.ABSENT);

            CILIUM.apply(plane);
            CILIUM.create(plane, "default", "first", SPEC);
            awaitPolicy("first", true);
            awaitPhase(CILIUM.resource(), Phase.SYNCED);
            assertThat(policy("first").state().orElseThrow()).satisfies(policy -> {
                assertThat(policy.apiVersion()).isEqualTo("cilium.io/v2");
                assertThat(policy.tree()).containsEntry("spec", SPEC);
            });
            CILIUM.create(plane, "default", "second", SPEC);
            awaitPolicy("second", true);

            CILIUM.remove(plane);
            awaitPhase(CILIUM.resource(), Phase.ABSENT);
            assertThat(policy("first").state()).isEmpty();
            assertThat(policy("second").state()).isEmpty();
            await("nobody asks for the kind any more").atMost(PATIENCE)
                    .until(() -> !watches.running().contains(CILIUM.resource()));

            CILIUM.apply(plane);
            CILIUM.create(plane, "default", "first", SPEC);
            awaitPolicy("first", true);
            awaitPhase(CILIUM.resource(), Phase.SYNCED);
            assertThat(inbox.changes(WatchChange.class)).extracting(WatchChange::state)
                    .filteredOn(state -> state.resource().equals(CILIUM.resource()))
                    .extracting(WatchState::phase).doesNotContain(Phase.FORBIDDEN, Phase.DISCONNECTED);
        }
    }

    @Test
    void theObjectsOfANewKindAreToldBeforeItHasSynced() {
        ADMIN.apply(plane);
        ADMIN.create(plane, "", "guard", Map.of("priority", 1));
        try (var clients = clients(ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            awaitPhase(ADMIN.resource(), Phase.SYNCED);
        }
        var changes = inbox.changes();
        var guard = inbox.newest(new PolicyKey("AdminNetworkPolicy", "", "guard")).orElseThrow();
        var synced = changes.stream().filter(change -> change instanceof WatchChange(var state)
                && state.resource().equals(ADMIN.resource()) && state.phase() == Phase.SYNCED).findFirst()
                .orElseThrow();
        assertThat(changes.indexOf(guard)).isBetween(0, changes.indexOf(synced) - 1);
    }

    @Test
    void whatPoliciesReferToIsSeenWhileThereAreSuchPolicies() {
        var admin = plane.admin();
        admin.resource(new NodeBuilder().withNewMetadata().withName("worker").addToLabels("zone", "a")
                .endMetadata().withNewStatus().addNewAddress("10.0.0.7", "InternalIP")
                .addNewAddress("worker.local", "Hostname").endStatus().build()).create();
        admin.resource(new ServiceBuilder().withNewMetadata().withName("db").withNamespace("default")
                .endMetadata().withNewSpec().addNewPort().withPort(5432).endPort().endSpec().build())
                .create();
        endpoints("db-outside", "db", "192.0.2.7");
        try (var clients = clients(ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            awaitPhase(WatchedKinds.SERVICES, Phase.ABSENT);

            ADMIN.apply(plane);
            awaitPhase(WatchedKinds.NODES, Phase.SYNCED);
            assertThat(inbox.changes(NodeChange.class)).filteredOn(change -> change.name().equals("worker"))
                    .last().satisfies(change -> assertThat(change.state()).hasValueSatisfying(node -> {
                        assertThat(node.labels()).isEqualTo(Labels.of(Map.of("zone", "a")));
                        assertThat(node.addresses()).containsExactly(address("10.0.0.7"));
                    }));
            assertThat(inbox.phase(WatchedKinds.SERVICES)).contains(Phase.ABSENT);

            CILIUM.apply(plane);
            awaitPhase(WatchedKinds.SERVICES, Phase.SYNCED);
            awaitPhase(WatchedKinds.ENDPOINT_SLICES, Phase.SYNCED);
            awaitAddresses(List.of(address("192.0.2.7")));
            endpoints("db-more", "db", "192.0.2.8");
            awaitAddresses(List.of(address("192.0.2.7"), address("192.0.2.8")));

            CILIUM.remove(plane);
            awaitPhase(WatchedKinds.SERVICES, Phase.ABSENT);
            assertThat(inbox.changes(ServiceChange.class)).filteredOn(change -> change.name().equals("db"))
                    .last().satisfies(change -> assertThat(change.state()).isEmpty());
            assertThat(inbox.phase(WatchedKinds.NODES)).contains(Phase.SYNCED);
        }
    }

    @Test
    void aGroupOfAddressesIsReadInWhicheverVersionIsServed() {
        var old = Definition.cidrGroups("v2alpha1");
        old.apply(plane);
        old.create(plane, "", "office", Map.of("externalCIDRs", List.of("192.0.2.0/24")));
        try (var clients = clients(ControlPlane.ADMIN); var watches = watches(clients)) {
            watches.start();
            awaitPhase(old.resource(), Phase.SYNCED);
            assertThat(inbox.changes(CidrGroupChange.class)).singleElement()
                    .satisfies(change -> assertThat(change.state()).hasValueSatisfying(
                            group -> assertThat(group.addresses().toString()).contains("192.0.2.0")));
        }
    }

    @Test
    void aCommandReadsWhatADaemonSees() {
        var groups = Definition.cidrGroups("v2");
        List.of(CILIUM, ADMIN, groups).forEach(kind -> kind.apply(plane));
        CILIUM.create(plane, "default", "first", SPEC);
        ADMIN.create(plane, "", "guard", Map.of("priority", 1));
        groups.create(plane, "", "office", Map.of("externalCIDRs", List.of("192.0.2.0/24")));
        groups.create(plane, "", "broken", Map.of("externalCIDRs", List.of("192.0.2.0/99")));
        plane.admin().resource(Specimens.pod("default", "live-pod")).create();

        var state = LiveReader.read(new ClusterSettings(Optional.of(plane.kubeconfig(ControlPlane.ADMIN)),
                Optional.empty(), "test"));

        assertThat(state.policies()).extracting(policy -> policy.key().toString())
                .contains("CiliumNetworkPolicy default/first", "AdminNetworkPolicy guard");
        assertThat(state.pods()).filteredOn(pod -> pod.name().equals("live-pod")).singleElement()
                .satisfies(pod -> assertThat(pod.labels().get(Dimension.SERVICE_ACCOUNT.key()))
                        .isEqualTo("default"));
        assertThat(state.references().cidrGroups()).extracting(CidrGroup::name).containsExactly("office");
        assertThat(state.references().services()).extracting(Service::name).contains("kubernetes");
        assertThat(state.enforcer().evidence()).isEqualTo("no enforcer recognised: generic, assumed");
        assertThat(state.undecided()).singleElement().satisfies(object -> {
            assertThat(object.name()).isEqualTo("broken");
            assertThat(object.apiVersion()).isEqualTo("cilium.io/v2");
        });
    }

    @Test
    void aCommandSaysWhatItCannotRead() {
        var future = new Definition(ADMIN.group(), "v1", ADMIN.kind(), ADMIN.plural(), ADMIN.namespaced());
        future.apply(plane);
        future.create(plane, "", "guard", Map.of("priority", 1));

        var state = LiveReader.read(new ClusterSettings(Optional.of(plane.kubeconfig(ControlPlane.ADMIN)),
                Optional.empty(), "test"));

        assertThat(state.policies()).extracting(policy -> policy.key().kind())
                .doesNotContain("AdminNetworkPolicy");
        assertThat(state.undecided()).extracting(Object::toString)
                .containsExactly("adminnetworkpolicies guard");
    }

    @Test
    void aKindInAnUnknownVersionIsNotTaken() {
        var future = new Definition(ADMIN.group(), "v1", ADMIN.kind(), ADMIN.plural(), ADMIN.namespaced());
        future.apply(plane);
        var kinds = WatchedKinds.all(/* byServiceAccount= */ true).stream().filter(WatchedKind::isDefined)
                .toList();

        var served = new Discovery(plane.admin()).ask(kinds);

        assertThat(served.unreadable()).containsExactly(Map.entry(ADMIN.resource(), "v1"));
        assertThat(served.versions()).containsOnlyKeys("isolationbaselines.ringfence.dev");
    }

    @Test
    void whatIsForbiddenIsSaidAndTheOthersGoOn() {
        CILIUM.apply(plane);
        ADMIN.apply(plane);
        ADMIN.create(plane, "", "guard", Map.of("priority", 1));
        var user = plane.freshUser();
        plane.allow(user, ADMIN.group(), ADMIN.plural(), "list", "watch");
        try (var clients = clients(user); var watches = watches(clients)) {
            watches.start();
            awaitPhase(CILIUM.resource(), Phase.FORBIDDEN);
            awaitPhase(ADMIN.resource(), Phase.SYNCED);
            assertThat(inbox.newest(new PolicyKey("AdminNetworkPolicy", "", "guard"))).isPresent();
            assertThat(watches.forbidden()).contains(CILIUM.resource(), WatchedKinds.SERVICES)
                    .doesNotContain(ADMIN.resource());
        }
    }

    private void endpoints(String name, String service, String address) {
        var slice = new GenericKubernetesResource();
        slice.setApiVersion("discovery.k8s.io/v1");
        slice.setKind("EndpointSlice");
        slice.setMetadata(new ObjectMetaBuilder().withName(name)
                .addToLabels("kubernetes.io/service-name", service).build());
        slice.setAdditionalProperty("addressType", "IPv4");
        slice.setAdditionalProperty("endpoints", List.of(Map.of("addresses", List.of(address))));
        plane.admin()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("discovery.k8s.io").withVersion("v1").withKind("EndpointSlice")
                        .withPlural("endpointslices").withNamespaced(true).build())
                .inNamespace("default").resource(slice).create();
    }

    private void awaitAddresses(List<Address> addresses) {
        await("the addresses of the Service").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.changes(ServiceChange.class))
                        .filteredOn(change -> change.name().equals("db")).last()
                        .satisfies(change -> assertThat(change.state().orElseThrow().endpoints())
                                .isEqualTo(addresses)));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private PolicyChange policy(String name) {
        return inbox.changes(PolicyChange.class).stream().filter(change -> change.key().name().equals(name))
                .reduce((_, later) -> later).orElseThrow();
    }

    private void awaitPolicy(String name, boolean present) {
        await("policy " + name + (present ? " is there" : " is gone")).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.changes(PolicyChange.class))
                        .filteredOn(change -> change.key().name().equals(name)).last()
                        .satisfies(change -> assertThat(change.state().isPresent()).isEqualTo(present)));
    }

    private void awaitPhase(String resource, Phase phase) {
        await("the watch of " + resource + " is " + phase).atMost(PATIENCE)
                .untilAsserted(() -> assertPhase(resource, phase));
    }

    private void assertPhase(String resource, Phase phase) {
        assertThat(inbox.phase(resource)).as(resource).contains(phase);
    }

    private ClusterClients clients(String user) {
        return ClusterClients.open(
                new ClusterSettings(Optional.of(plane.kubeconfig(user)), Optional.empty(), "test"));
    }

    private Watches watches(ClusterClients clients) {
        return new Watches(clients.reading(), inbox, Clock.systemUTC());
    }
}
