package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.manifests.BaselineFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A user who has what Ringfence needs, and then lacks one permission after the other.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingPermissionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALLOW_ALL = "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}";

    private ControlPlane plane;
    private NeededRole role;
    private Path kubeconfig;
    private ReferenceCase guarded;

    @BeforeAll
    void takeUser(ControlPlane shared) {
        plane = shared;
        var user = plane.freshUser();
        role = new NeededRole(plane.admin(), user);
        kubeconfig = plane.kubeconfig(user);
    }

    @BeforeEach
    void approve(TestNamespaces namespaces) {
        guarded = new ReferenceCase(plane.admin(), namespaces.create());
        guarded.addPolicy(ReferenceCase.POLICY, ReferenceCase.POLICY_SPEC);
        guarded.model("model-0");
        guarded.approve();
    }

    @AfterEach
    void disapprove() {
        guarded.disapprove();
    }

    @Test
    void whatTheTableAllowsIsEnough(TestNamespaces namespaces) {
        role.grantAllBut("");
        var lease = namespaces.create();
        try (var ringfence = Ringfence.replica(kubeconfig, lease)) {
            ringfence.awaitCalm(guarded.baseline());
            guarded.policy().delete();
            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");

            ringfence.awaitCondition(guarded.baseline(), "Ready", "True", "InForce");
            StatusText.awaitContaining(guarded, "InForce");
            assertThat(ringfence.pages().get("/metrics").body())
                    .doesNotContain("ringfence_api_permission_missing{");
            await("the lease is renewed").atMost(PATIENCE).until(() -> {
                var spec = plane.admin().leases().inNamespace(lease).withName("ringfence").require()
                        .getSpec();
                return spec.getRenewTime().isAfter(spec.getAcquireTime().plusSeconds(1));
            });
            assertThat(ringfence.pages().metric("ringfence_leader")).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list pods", "watch pods", "patch isolationbaselines.ringfence.dev/status",
            "create events.events.k8s.io", "patch events.events.k8s.io", "create namespaces",
            "patch namespaces", "patch networkpolicies.networking.k8s.io",
            "delete networkpolicies.networking.k8s.io"})
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
    @ValueSource(strings = {"list isolationbaselines.ringfence.dev",
            "watch isolationbaselines.ringfence.dev"})
    void withoutSightOfBaselinesThoseOfFilesAreGuarded(String missing, @TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("baseline.yaml"),
                Serialization.asYaml(guarded.document()));
        guarded.disapprove();
        role.grantAllBut(missing);
        try (var ringfence = Ringfence.start(kubeconfig, BaselineFiles.load(file)).ready()) {
            awaitSaid(ringfence, missing);
            guarded.policy().delete();

            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list namespaces", "watch namespaces",
            "list networkpolicies.networking.k8s.io", "watch networkpolicies.networking.k8s.io",
            "get leases.coordination.k8s.io", "create leases.coordination.k8s.io",
            "patch leases.coordination.k8s.io"})
    void withoutWhatEveryRepairNeedsTheDaemonSaysSoAndStaysUp(String missing, TestNamespaces namespaces) {
        role.grantAllBut(missing);
        try (var ringfence = Ringfence.replica(kubeconfig, namespaces.create())) {
            awaitSaid(ringfence, missing);

            ringfence.awaitCondition(guarded.baseline(), "Ready", "False", "PermissionMissing");
            assertThat(ringfence.pages().condition(guarded.baseline(), "Ready"))
                    .contains("Ringfence may not " + missing);
            assertThat(ringfence.pages().status("/livez")).isEqualTo(200);
        }
    }

    @Test
    void aMissingPolicyThatMayNotBeCreatedStaysOpenAndTheRestIsRepaired() {
        role.grantAllBut("create networkpolicies.networking.k8s.io");
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
        guarded.approve("foreignPolicies: Delete");
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
            guarded.approve("scope: {namespaces: {labels: {zone: inner}}}");
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
        var permission = NeededRole.all().stream().filter(needed -> needed.toString().equals(missing))
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
