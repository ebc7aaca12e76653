package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The daemon under exactly the role that the chart gives it in each tier.
@WithControlPlane
class ChartTiersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALLOW_ALL = "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}";
    private static final String MISSING = "ringfence_api_permission_missing{resource=\"networkpolicies.networking.k8s.io\",verb=\"%s\"}";

    @Test
    void whoObservesReportsAndMissesNothing(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) {
        var role = ChartRole.install(plane, namespaces.create(), folder, Trees.of("tier: observe"));
        try (var guarded = guarded(plane, namespaces.create());
                var ringfence = Ringfence.replica(role.kubeconfig(folder), role.namespace())) {
            guarded.approve("mode: Observe");
            ringfence.awaitCalm(guarded.baseline());

            guarded.policy().delete();

            assertThat(ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Open").actions()).isEmpty();
            StatusText.awaitContaining(guarded, "PolicyMissing");
            awaitEvent(plane, guarded.namespace());
            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
            assertThat(guarded.policy().get()).isNull();
            assertThat(ringfence.pages().get("/metrics").body())
                    .doesNotContain("ringfence_api_permission_missing{");
        }
    }

    @Test
    void whoObservesABaselineThatRepairsIsForbiddenToAndSaysSo(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) {
        var role = ChartRole.install(plane, namespaces.create(), folder, Trees.of("tier: observe"));
        try (var guarded = guarded(plane, namespaces.create());
                var ringfence = Ringfence.replica(role.kubeconfig(folder), role.namespace())) {
            guarded.approve();
            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "PermissionMissing");

            guarded.policy().delete();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ringfence
                    .awaitDrift(guarded.baseline(), "PolicyMissing", "Open").actions())
                    .containsExactly("CreatePolicy: Forbidden"));
            assertThat(ringfence.pages().metric(MISSING.formatted("create"))).hasValue(1);
            assertThat(ringfence.pages().metric(MISSING.formatted("patch"))).hasValue(1);
            assertThat(ringfence.pages().metric(MISSING.formatted("delete"))).isEmpty();
        }
    }

    @Test
    void whoRepairsOneNamespaceRepairsAllOfItAndNoOther(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) {
        var inside = namespaces.create(Map.of("zone", "inner"));
        var role = ChartRole.install(plane, namespaces.create(), folder, Trees.of("""
                tier: repair
                repair: {namespaces: [%s], deletePolicies: true, labelNamespaces: true}
                """.formatted(inside)));
        try (var guarded = guarded(plane, inside);
                var other = guarded(plane, namespaces.create());
                var ringfence = Ringfence.replica(role.kubeconfig(folder), role.namespace())) {
            guarded.approve("foreignPolicies: Delete", "scope: {namespaces: {labels: {zone: inner}}}");
            ringfence.awaitCalm(guarded.baseline());

            guarded.policy().delete();
            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
            guarded.patchPolicy("mallory", "{spec: {ingress: [{}]}}");
            ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");
            guarded.addPolicy("debug-open", ALLOW_ALL);
            ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Repaired");
            plane.admin().namespaces().withName(inside).edit(namespace -> new NamespaceBuilder(namespace)
                    .editMetadata().removeFromLabels("zone").endMetadata().build());
            ringfence.awaitDrift(guarded.baseline(), "NamespaceUnlabelled", "Repaired");
            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
            assertThat(ringfence.pages().get("/metrics").body())
                    .doesNotContain("ringfence_api_permission_missing{");

            other.approve();
            ringfence.awaitCondition(other.baseline(), "Ready", "False", "PermissionMissing");
            other.policy().delete();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ringfence
                    .awaitDrift(other.baseline(), "PolicyMissing", "Open").actions())
                    .containsExactly("CreatePolicy: Forbidden"));
            guarded.policy().delete();
            await().atMost(PATIENCE).until(guarded::isPolicyAsApproved);
        }
    }

    private static ReferenceCase guarded(ControlPlane plane, String namespace) {
        var guarded = new ReferenceCase(plane.admin(), namespace);
        guarded.addPolicy(ReferenceCase.POLICY, ReferenceCase.POLICY_SPEC);
        guarded.model("model-0");
        return guarded;
    }

    private static void awaitEvent(ControlPlane plane, String namespace) {
        await("the drift is an event").atMost(PATIENCE).until(() -> plane.admin().events().v1().events()
                .inNamespace(namespace).list().getItems().stream()
                .anyMatch(event -> "PolicyMissing".equals(event.getReason())));
    }
}
