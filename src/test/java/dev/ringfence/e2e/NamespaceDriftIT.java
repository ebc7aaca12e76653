package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Guarded namespaces that go, come, and lose their labels.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespaceDriftIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private KubernetesClient admin;
    private Ringfence ringfence;

    @BeforeAll
    void start(ControlPlane plane) {
        admin = plane.admin();
        ringfence = Ringfence.start(plane);
    }

    @AfterAll
    void stop() {
        ringfence.close();
    }

    @Test
    void aNamespaceThatIsMissingIsCreatedWithItsLabelsAndPolicies(TestNamespaces namespaces) {
        try (var guarded = new ReferenceCase(admin, namespaces.freshName())) {
            guarded.approve("scope: {namespaces: {create: true, labels: {zone: inner}}}");

            assertThat(ringfence.awaitDrift(guarded.baseline(), "NamespaceMissing", "Repaired").outline())
                    .isEqualTo("NamespaceMissing Namespace " + guarded.namespace()
                            + " Repaired [CreateNamespace: Succeeded]");
            await().atMost(PATIENCE).until(guarded::isPolicyAsApproved);
            assertThat(namespace(guarded).require().getMetadata().getLabels()).containsEntry("zone", "inner");
            ringfence.awaitCalm(guarded.baseline());
        }
    }

    @Test
    void aDeletedNamespaceIsCreatedAnewOnceItIsGone(TestNamespaces namespaces) {
        try (var guarded = new ReferenceCase(admin, namespaces.create())) {
            guarded.approve("scope: {namespaces: {create: true}}");
            ringfence.awaitCalm(guarded.baseline());
            var uid = namespace(guarded).require().getMetadata().getUid();

            namespace(guarded).delete();

            ringfence.awaitDrift(guarded.baseline(), "NamespaceMissing", "Open");
            var drift = ringfence.awaitDrift(guarded.baseline(), "NamespaceMissing", "Repaired");
            assertThat(drift.actions()).contains("CreateNamespace: Succeeded");
            await().atMost(PATIENCE).until(guarded::isPolicyAsApproved);
            assertThat(namespace(guarded).require().getMetadata().getUid()).isNotEqualTo(uid);
            ringfence.awaitCalm(guarded.baseline());
        }
    }

    @Test
    void aMissingNamespaceIsOnlyReportedWhereItMayNotBeCreated(TestNamespaces namespaces) {
        try (var guarded = new ReferenceCase(admin, namespaces.freshName())) {
            guarded.approve();

            var drift = ringfence.awaitDrift(guarded.baseline(), "NamespaceMissing", "Open");
            assertThat(drift.actions()).isEmpty();
            assertThat(namespace(guarded).get()).isNull();

            admin.namespaces().resource(namespaceNamed(guarded.namespace(), Map.of())).create();
            ringfence.awaitDrift(guarded.baseline(), "NamespaceMissing", "Resolved");
            await().atMost(PATIENCE).until(guarded::isPolicyAsApproved);
        }
    }

    @Test
    void aLabelThatAGuardedNamespaceMustCarryIsRestored(TestNamespaces namespaces) {
        try (var guarded = new ReferenceCase(admin,
                namespaces.create(Map.of("zone", "inner", "own", "er")))) {
            guarded.approve("scope: {namespaces: {labels: {zone: inner}}}");
            ringfence.awaitCalm(guarded.baseline());

            label(guarded, Map.of("own", "er"));

            assertThat(ringfence.awaitDrift(guarded.baseline(), "NamespaceUnlabelled", "Repaired").outline())
                    .isEqualTo("NamespaceUnlabelled Namespace " + guarded.namespace()
                            + " Repaired [LabelNamespace: Succeeded]");
            assertThat(namespace(guarded).require().getMetadata().getLabels())
                    .containsEntry("zone", "inner").containsEntry("own", "er");
        }
    }

    @Test
    void aNamespaceThatLosesTheLabelByWhichItWasGuardedIsReportedAndStaysGuarded(TestNamespaces namespaces) {
        try (var guarded = new ReferenceCase(admin, namespaces.freshName())) {
            guarded.approve("scope: {namespaces: {names: [], selector: {matchLabels: {guard: %s}}}}"
                    .formatted(guarded.namespace()));
            ringfence.awaitCalm(guarded.baseline());
            admin.namespaces().resource(namespaceNamed(guarded.namespace(),
                    Map.of("guard", guarded.namespace()))).create();
            await("a selected namespace is guarded when it comes").atMost(PATIENCE)
                    .until(guarded::isPolicyAsApproved);
            ringfence.awaitCalm(guarded.baseline());

            label(guarded, Map.of());

            var drift = ringfence.awaitDrift(guarded.baseline(), "NamespaceUnlabelled", "Open");
            assertThat(drift.actions()).isEmpty();
            guarded.policy().delete();
            await("its policies are still kept").atMost(PATIENCE).until(guarded::isPolicyAsApproved);

            label(guarded, Map.of("guard", guarded.namespace()));
            ringfence.awaitDrift(guarded.baseline(), "NamespaceUnlabelled", "Resolved");
        }
    }

    private Resource<Namespace> namespace(ReferenceCase guarded) {
        return admin.namespaces().withName(guarded.namespace());
    }

    private static Namespace namespaceNamed(String name, Map<String, String> labels) {
        return new NamespaceBuilder().withNewMetadata().withName(name).withLabels(labels).endMetadata()
                .build();
    }

    private void label(ReferenceCase guarded, Map<String, String> labels) {
        namespace(guarded).edit(before -> {
            before.getMetadata().setLabels(new HashMap<>(labels));
            return before;
        });
    }
}
