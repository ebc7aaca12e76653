package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.baseline.BaselineObject.Source;
import dev.ringfence.baseline.Mode;
import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.Change.PermissionsChange;
import dev.ringfence.daemon.MissingPermission;
import dev.ringfence.daemon.RepairRight;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import dev.ringfence.policy.dialect.PolicyKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithControlPlane
class PermissionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofMillis(200);

    @TempDir
    private Path folder;
    private final RecordingInbox inbox = new RecordingInbox();
    private volatile List<BaselineReport> baselines = List.of();

    @Test
    void whoMayDoEverythingMissesNothing(ControlPlane plane) {
        try (var clients = clients(plane, ControlPlane.ADMIN); var permissions = permissions(clients)) {
            permissions.start();
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(inbox.changes()).containsExactly(new PermissionsChange(List.of())));
        }
    }

    @Test
    void whatIsMissingIsNamedWithItsConsequenceUntilItIsAllowed(ControlPlane plane) {
        var user = plane.freshUser();
        plane.allow(user, "", "pods", "list");

        try (var clients = clients(plane, user); var permissions = permissions(clients)) {
            permissions.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing()).contains(
                    new MissingPermission("watch", "pods",
                            "cannot see pods: only hypothetical pods are judged"),
                    new MissingPermission("patch", "isolationbaselines.ringfence.dev/status",
                            "cannot write the status of baselines: kubectl does not show whether they hold"))
                    .noneMatch(permission -> permission.verb().equals("list")
                            && permission.resource().equals("pods")));
            assertThat(inbox.changes()).hasSize(1);

            plane.allow(user, "", "pods", "watch");
            plane.allow(user, "ringfence.dev", "isolationbaselines/status", "patch");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing()).isNotEmpty()
                    .extracting(MissingPermission::resource)
                    .doesNotContain("pods", "isolationbaselines.ringfence.dev/status"));
        }
    }

    @Test
    void whatRepairsNeedIsMissingOnlyWhileABaselineRepairsAndOnlyWhereItDoes(ControlPlane plane,
            TestNamespaces namespaces) {
        var user = plane.freshUser();
        var namespace = namespaces.create();
        try (var clients = clients(plane, user); var permissions = permissions(clients)) {
            permissions.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(said()).contains("list pods")
                    .doesNotContain("create networkpolicies.networking.k8s.io", "patch namespaces",
                            "create namespaces", "delete networkpolicies.networking.k8s.io"));

            baselines = List.of(repairing(namespace));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(said()).contains(
                    "create networkpolicies.networking.k8s.io", "patch networkpolicies.networking.k8s.io",
                    "delete networkpolicies.networking.k8s.io", "patch namespaces", "create namespaces"));

            allowRepairsIn(plane, namespace, user);
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(said()).contains("list pods", "create namespaces").doesNotContain(
                            "create networkpolicies.networking.k8s.io",
                            "patch networkpolicies.networking.k8s.io",
                            "delete networkpolicies.networking.k8s.io", "patch namespaces"));

            baselines = List.of(repairing(namespace, namespaces.create()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(said()).contains("patch namespaces",
                            "create networkpolicies.networking.k8s.io"));
        }
    }

    private List<String> said() {
        return missing().stream().map(permission -> permission.verb() + " " + permission.resource()).toList();
    }

    private static BaselineReport repairing(String... namespaces) {
        return new BaselineReport("ai", Source.CLUSTER, 1, Mode.REPAIR, Set.of(RepairRight.values()),
                Set.of(PolicyKind.NETWORK_POLICY), Set.of(PolicyKind.NETWORK_POLICY),
                Optional.empty(), List.of(), List.of(namespaces), List.of(), 0, 0, 0, 0);
    }

    private static void allowRepairsIn(ControlPlane plane, String namespace, String user) {
        plane.admin().resource(new RoleBuilder().withNewMetadata().withNamespace(namespace).withName("repair")
                .endMetadata()
                .addNewRule().withApiGroups("networking.k8s.io").withResources("networkpolicies")
                .withVerbs("create", "patch", "delete").endRule()
                .addNewRule().withApiGroups("").withResources("namespaces").withVerbs("patch").endRule()
                .build()).create();
        plane.admin().resource(new RoleBindingBuilder().withNewMetadata().withNamespace(namespace)
                .withName("repair").endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "repair")
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null).build()).create();
    }

    @Test
    void withoutAnAnswerOnlyWhatWasRefusedIsMissing(ControlPlane plane) throws IOException {
        try (var line = new CuttableLine(URI.create(plane.url()).getPort());
                var clients = open(line.kubeconfig(plane, folder));
                var permissions = new Permissions(clients.writing(), inbox, () -> Set.of("pods"),
                        List::of, Optional.empty(),
                        PERIOD)) {
            line.cut();
            permissions.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.changes()).hasSize(1));
            assertThat(missing()).extracting(permission -> permission.verb() + " " + permission.resource())
                    .containsExactly("list pods", "watch pods");
        }
    }

    private List<MissingPermission> missing() {
        var changes = inbox.changes(PermissionsChange.class);
        assertThat(changes).isNotEmpty();
        return changes.getLast().missing();
    }

    private static ClusterClients clients(ControlPlane plane, String user) {
        return open(plane.kubeconfig(user));
    }

    private static ClusterClients open(Path kubeconfig) {
        return ClusterClients.open(new ClusterSettings(Optional.of(kubeconfig), Optional.empty(), "test"));
    }

    private Permissions permissions(ClusterClients clients) {
        return new Permissions(clients.writing(), inbox, Set::of, () -> baselines, Optional.of("default"),
                PERIOD);
    }
}
