package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.manifests.BaselineFiles;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The service account of the chart, which has what the chart gives it for repairs, and then lacks one permission after the other.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingPermissionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALLOW_ALL = "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}";

    /// A baseline that may come to need everything.
    private static final String[] DEMANDING = {"foreignPolicies: Delete",
            "scope: {namespaces: {create: true, labels: {zone: inner}}}"};
    private static final Map<String, Object> REPAIR = Trees.of("""
            tier: repair
            repair: {deletePolicies: true, labelNamespaces: true, createNamespaces: true}
            """);
    private static final Set<String> SIGHT_OF_BASELINES = Set.of("list isolationbaselines.ringfence.dev",
            "watch isolationbaselines.ringfence.dev");
    private static final Set<String> NEEDED_BY_EVERY_REPAIR = Set.of("list namespaces", "watch namespaces",
            "list networkpolicies.networking.k8s.io", "watch networkpolicies.networking.k8s.io",
            "get leases.coordination.k8s.io", "create leases.coordination.k8s.io",
            "patch leases.coordination.k8s.io");
    private static final Set<String> OTHER_KINDS = Set.of(".cilium.io", ".policy.networking.k8s.io",
            " nodes", " services", " endpointslices.discovery.k8s.io");
    private static final String CREATE_POLICIES = "create networkpolicies.networking.k8s.io";

    private ControlPlane plane;
    private ChartRole role;
    private Path kubeconfig;
    private ReferenceCase guarded;

    @BeforeAll
    void install(ControlPlane shared, TestNamespaces namespaces, @TempDir Path folder) {
        plane = shared;
        role = ChartRole.install(plane, namespaces.create(), folder, REPAIR);
        kubeconfig = role.kubeconfig(folder);
    }

    Stream<String> neededByEveryRepair() {
        return all().filter(NEEDED_BY_EVERY_REPAIR::contains);
    }

    Stream<String> sightOfBaselines() {
        return all().filter(SIGHT_OF_BASELINES::contains);
    }

    Stream<String> neededByFewRepairs() {
        return all().filter(permission -> !NEEDED_BY_EVERY_REPAIR.contains(permission)
                && !SIGHT_OF_BASELINES.contains(permission) && !permission.equals(CREATE_POLICIES)
                && !isOfOtherClusters(permission));
    }

    /// Whether it is needed only where kinds of policy are defined that this cluster does not have.
    private static boolean isOfOtherClusters(String permission) {
        return OTHER_KINDS.stream().anyMatch(permission::endsWith);
    }

    private Stream<String> all() {
        return role.all().stream().map(ChartRole.Permission::toString);
    }

    @BeforeEach
    void approve(TestNamespaces namespaces) {
        // A replica that may not give the lease back leaves it behind.
        plane.admin().leases().inNamespace(role.namespace()).withName("ringfence").delete();
        guarded = new ReferenceCase(plane.admin(), namespaces.create(Map.of("zone", "inner")));
        guarded.addPolicy(ReferenceCase.POLICY, ReferenceCase.POLICY_SPEC);
        guarded.model("model-0");
        guarded.approve(DEMANDING);
    }

    @AfterEach
    void disapprove() {
        guarded.disapprove();
    }

    @Test
    void whatTheChartAllowsIsEnough() {
        role.grantAllBut("");
        assertThat(all()).contains(CREATE_POLICIES).containsAll(NEEDED_BY_EVERY_REPAIR)
                .containsAll(SIGHT_OF_BASELINES).hasSizeGreaterThan(15);
        try (var ringfence = Ringfence.replica(kubeconfig, role.namespace())) {
            ringfence.awaitCalm(guarded.baseline());
            guarded.policy().delete();
            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");

            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
            StatusText.awaitContaining(guarded, "InForce");
            assertThat(ringfence.pages().get("/metrics").body())
                    .doesNotContain("ringfence_api_permission_missing{");
            await("the lease is renewed").atMost(PATIENCE).until(() -> {
                var spec = plane.admin().leases().inNamespace(role.namespace()).withName("ringfence")
                        .require()
                        .getSpec();
                return spec.getRenewTime().isAfter(spec.getAcquireTime().plusSeconds(1));
            });
            assertThat(ringfence.pages().metric("ringfence_leader")).hasValue(1);
        }
    }

    @Test
    void whatOtherKindsOfPolicyNeedIsNotMissedWithoutThem() {
        role.grantAllBut("list nodes");
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
        }
    }

    @ParameterizedTest
    @MethodSource("neededByFewRepairs")
    void withoutWhatARepairDoesNotNeedItIsDone(String missing) {
        role.grantAllBut(missing);
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            awaitSaid(ringfence, missing);
            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "PermissionMissing");
            assertThat(ringfence.pages().condition(guarded.baseline(), "Ready"))
                    .contains("Ringfence may not " + missing);

            guarded.policy().delete();

            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
            assertThat(guarded.isPolicyAsApproved()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sightOfBaselines")
    void withoutSightOfBaselinesThoseOfFilesAreGuarded(String missing, @TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("baseline.yaml"),
                Serialization.asYaml(guarded.document(DEMANDING)));
        guarded.disapprove();
        role.grantAllBut(missing);
        try (var ringfence = Ringfence.start(kubeconfig, BaselineFiles.load(file)).ready()) {
            awaitSaid(ringfence, missing);
            guarded.policy().delete();

            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
        }
    }

    @ParameterizedTest
    @MethodSource("neededByEveryRepair")
    void withoutWhatEveryRepairNeedsTheDaemonSaysSoAndStaysUp(String missing) {
        role.grantAllBut(missing);
        try (var ringfence = Ringfence.replica(kubeconfig, role.namespace())) {
            awaitSaid(ringfence, missing);

            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "PermissionMissing");
            assertThat(ringfence.pages().condition(guarded.baseline(), "Ready"))
                    .contains("Ringfence may not " + missing);
            assertThat(ringfence.pages().status("/livez")).isEqualTo(200);
        }
    }

    @Test
    void aMissingPolicyThatMayNotBeCreatedStaysOpenAndTheRestIsRepaired() {
        role.grantAllBut(CREATE_POLICIES);
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            ringfence.awaitCondition(guarded.baseline(), "Isolated", "True", "AsApproved");
            guarded.patchPolicy("mallory", "{spec: {ingress: [{}]}}");
            ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");

            guarded.policy().delete();

            awaitOpenWith(ringfence, "PolicyMissing", "CreatePolicy: Forbidden");
            ringfence.awaitCondition(guarded.baseline(), "Isolated", "False", "PolicyMissing");
            assertThat(ringfence.pages().metric(
                    "ringfence_repairs_total{action=\"CreatePolicy\",result=\"Forbidden\"}").orElseThrow())
                    .isPositive();
        }
    }

    @Test
    void whatMayNotBeWrittenIsForbidden(TestNamespaces namespaces) {
        role.grantAllBut("delete networkpolicies.networking.k8s.io");
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            guarded.addPolicy("debug-open", ALLOW_ALL);
            awaitOpenWith(ringfence, "ForeignPolicy", "DeletePolicy: Forbidden");
        }
        guarded.policy("debug-open").delete();
        role.grantAllBut("patch networkpolicies.networking.k8s.io");
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            guarded.patchPolicy("mallory", "{spec: {ingress: [{}]}}");
            awaitOpenWith(ringfence, "PolicyChanged", "RestorePolicy: Forbidden");
        }
        role.grantAllBut("patch namespaces");
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            plane.admin().namespaces().withName(guarded.namespace())
                    .edit(namespace -> new NamespaceBuilder(namespace).editMetadata()
                            .removeFromLabels("zone").endMetadata().build());
            awaitOpenWith(ringfence, "NamespaceUnlabelled", "LabelNamespace: Forbidden");
        }
        role.grantAllBut("create namespaces");
        try (var ringfence = Ringfence.start(kubeconfig, List.of()).ready()) {
            guarded.approve("scope: {namespaces: {names: [%s], create: true}}"
                    .formatted(namespaces.freshName()));
            awaitOpenWith(ringfence, "NamespaceMissing", "CreateNamespace: Forbidden");
        }
    }

    private void awaitSaid(Ringfence ringfence, String missing) {
        var permission = role.all().stream().filter(needed -> needed.toString().equals(missing))
                .findFirst().orElseThrow();
        await(missing + " is said to be missing").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ringfence.pages().metric(
                    "ringfence_api_permission_missing{resource=\"%s\",verb=\"%s\"}"
                            .formatted(permission.qualifiedResource(), permission.verb())))
                    .hasValue(1);
            assertThat(ringfence.pages().json("/api/v1/baselines").at("/missingPermissions").valueStream()
                    .map(said -> SeenDrift.text(said, "/verb") + " " + SeenDrift.text(said, "/resource")))
                    .containsExactly(missing);
        });
    }

    private void awaitOpenWith(Ringfence ringfence, String kind, String action) {
        await(kind + " with " + action).atMost(PATIENCE).untilAsserted(() -> assertThat(
                ringfence.awaitDrift(guarded.baseline(), kind, "Open").actions()).containsExactly(action));
    }
}
