package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.EnablePolicy;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.EnforcementProfile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnforcerWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final String IMAGE = "quay.io/cilium/cilium:v1.18.4";

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
    void clear() {
        remove();
        inbox.forget();
    }

    private void remove() {
        plane.admin().configMaps().inNamespace("kube-system").withName("cilium-config").delete();
        plane.admin().apps().daemonSets().inNamespace("kube-system").delete();
    }

    @Test
    void anEnforcerIsSeenWhenItComesChangesAndGoes() {
        try (var clients = clients(ControlPlane.ADMIN); var watch = watch(clients)) {
            watch.start();
            awaitEvidence("no enforcer recognised: generic, assumed");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phase()).contains(Phase.SYNCED));

            plane.admin().resource(agent("cilium", IMAGE)).create();
            plane.admin().resource(config(Map.of("enable-policy", "always",
                    "enable-k8s-cluster-network-policy", "true"))).create();
            awaitEvidence("cilium-config of kube-system, image " + IMAGE);
            assertThat(newest().profile()).isEqualTo(EnforcementProfile
                    .of(CiliumProfile.of(new CiliumVersion(1, 18, 4)).with(EnablePolicy.ALWAYS)));

            plane.admin().resource(config(Map.of("static-cnp-path", "/policies"))).update();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(newest().evidence()).contains("static-cnp-path is set"));
            assertThat(newest().profile().enforcement()).isEqualTo(EnablePolicy.DEFAULT);

            plane.admin().resource(agent("calico-node", "calico/node:v3.30.0")).create();
            awaitEvidence("several enforcers: cilium, calico: generic, assumed");
            remove();
            awaitEvidence("no enforcer recognised: generic, assumed");
        }
    }

    @Test
    void whatIsNotAllowedToBeReadIsSaid() {
        plane.admin().resource(agent("cilium", IMAGE)).create();
        plane.admin().resource(config(Map.of("enable-policy", "never"))).create();
        var user = plane.freshUser();
        plane.allow(user, "apps", "daemonsets", "get");
        try (var clients = clients(user); var watch = watch(clients)) {
            watch.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phase()).contains(Phase.FORBIDDEN));
            assertThat(newest().evidence()).isEqualTo("image " + IMAGE
                    + "; no cilium-config: judged with the defaults of Cilium"
                    + "; RBAC refuses to get configmaps kube-system/cilium-config");

            plane.allow(user, "", "configmaps", "get");
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(newest().profile().enforcement()).isEqualTo(EnablePolicy.NEVER));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phase()).contains(Phase.SYNCED));
        }
    }

    @Test
    void anEnforcerThatComesToBeHiddenIsStillThere() {
        plane.admin().resource(agent("cilium", IMAGE)).create();
        plane.admin().resource(config(Map.of("enable-policy", "always"))).create();
        var user = plane.freshUser();
        plane.allow(user, "apps", "daemonsets", "get");
        plane.allow(user, "", "configmaps", "get");
        try (var clients = clients(user); var watch = watch(clients)) {
            watch.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phase()).contains(Phase.SYNCED));
            var seen = newest();
            assertThat(seen.profile().enforcement()).isEqualTo(EnablePolicy.ALWAYS);

            plane.admin().rbac().clusterRoleBindings().list().getItems().stream()
                    .filter(binding -> binding.getMetadata().getName().startsWith("test-"))
                    .forEach(binding -> plane.admin().resource(binding).delete());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phase()).contains(Phase.FORBIDDEN));
            assertThat(newest()).isEqualTo(seen);
        }
    }

    private void awaitEvidence(String evidence) {
        await(evidence).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.changes(ProfileChange.class)).last()
                        .extracting(ProfileChange::evidence).isEqualTo(evidence));
    }

    private ProfileChange newest() {
        return inbox.changes(ProfileChange.class).getLast();
    }

    private Optional<Phase> phase() {
        return inbox.phase(EnforcerWatch.RESOURCE);
    }

    private static ConfigMap config(Map<String, String> data) {
        return new ConfigMapBuilder().withNewMetadata().withName("cilium-config").withNamespace("kube-system")
                .endMetadata().withData(data).build();
    }

    private static DaemonSet agent(String name, String image) {
        return new DaemonSetBuilder().withNewMetadata().withName(name).withNamespace("kube-system")
                .endMetadata().withNewSpec().withNewSelector().addToMatchLabels("app", name).endSelector()
                .withNewTemplate().withNewMetadata().addToLabels("app", name).endMetadata().withNewSpec()
                .addNewContainer().withName("agent").withImage(image).endContainer().endSpec().endTemplate()
                .endSpec().build();
    }

    private ClusterClients clients(String user) {
        return ClusterClients.open(
                new ClusterSettings(Optional.of(plane.kubeconfig(user)), Optional.empty(), "test"));
    }

    private EnforcerWatch watch(ClusterClients clients) {
        return new EnforcerWatch(clients.reading(), inbox, Clock.systemUTC(), PERIOD);
    }
}
