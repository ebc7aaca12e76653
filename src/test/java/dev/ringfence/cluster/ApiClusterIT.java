package dev.ringfence.cluster;

import static dev.ringfence.cluster.ClusterSamples.DRIFT;
import static dev.ringfence.cluster.ClusterSamples.SPEC;
import static dev.ringfence.cluster.ClusterSamples.creation;
import static dev.ringfence.cluster.ClusterSamples.policy;
import static dev.ringfence.cluster.ClusterSamples.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.repair.Action.CreateNamespace;
import dev.ringfence.repair.Action.CreatePolicy;
import dev.ringfence.repair.Action.DeletePolicy;
import dev.ringfence.repair.Action.LabelNamespace;
import dev.ringfence.repair.Action.RestorePolicy;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ApiClusterIT {
    private final ControlPlane plane;
    private final TestNamespaces namespaces;
    private final KubernetesClient admin;
    private final KubernetesClient client;
    private final ApiCluster cluster;

    ApiClusterIT(ControlPlane plane, TestNamespaces namespaces) {
        this.plane = plane;
        this.namespaces = namespaces;
        admin = plane.admin();
        client = WriteClient.open(plane.config(ControlPlane.ADMIN));
        cluster = new ApiCluster(client, () -> true, "replica-1");
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void aMissingPolicyIsCreatedUnderItsFieldManager() {
        String namespace = namespaces.create();

        Outcome outcome = cluster.perform(creation(namespace, "isolation", SPEC));

        assertThat(outcome).isEqualTo(
                new Outcome(Result.SUCCEEDED, "created NetworkPolicy " + namespace + "/isolation"));
        NetworkPolicy created = live(namespace, "isolation");
        assertThat(created.getSpec().getPodSelector().getMatchLabels())
                .isEqualTo(Map.of("workload", "ai", "team", "data-science"));
        assertThat(created.getMetadata().getManagedFields()).extracting("manager")
                .containsExactly("ringfence");
    }

    @Test
    void creatingAPolicyThatExistsIsAConflict() {
        String namespace = namespaces.create();
        cluster.perform(creation(namespace, "isolation", SPEC));

        Outcome outcome = cluster.perform(creation(namespace, "isolation", SPEC));

        assertThat(outcome.result()).isEqualTo(Result.CONFLICT);
        assertThat(outcome.message()).contains("\"isolation\" already exists");
    }

    @Test
    void aPolicyWaitsForItsNamespaceToExist() {
        Outcome outcome = cluster.perform(creation(namespaces.freshName(), "isolation", SPEC));

        assertThat(outcome.result()).isEqualTo(Result.WAITING);
        assertThat(outcome.message()).contains("not found");
    }

    @Test
    void nothingIsCreatedInANamespaceThatIsBeingDeleted() {
        String namespace = namespaces.create();
        ConfigMap blocker = admin.resource(new ConfigMapBuilder().withNewMetadata().withName("blocker")
                .withNamespace(namespace).withFinalizers("ringfence.dev/test").endMetadata().build())
                .create();
        admin.namespaces().withName(namespace).delete();
        await().until(() -> "Terminating".equals(
                admin.namespaces().withName(namespace).get().getStatus().getPhase()));

        Outcome policy = cluster.perform(creation(namespace, "isolation", SPEC));
        Outcome again = cluster
                .perform(new CreateNamespace(DRIFT, ObjectReference.namespace(namespace, ""), Map.of()));

        assertThat(policy.result()).isEqualTo(Result.WAITING);
        assertThat(policy.message()).contains("because it is being terminated");
        assertThat(again).isEqualTo(
                new Outcome(Result.WAITING, "Namespace " + namespace + " is being deleted"));
        admin.resource(blocker).edit(map -> new ConfigMapBuilder(map).editMetadata().withFinalizers(List.of())
                .endMetadata().build());
    }

    @Test
    void anInvalidPolicyIsRejectedWithTheReason() {
        Outcome outcome = cluster.perform(creation(namespaces.create(), "isolation", spec(70_000)));

        assertThat(outcome.result()).isEqualTo(Result.REJECTED);
        assertThat(outcome.message()).contains("spec.ingress[0].ports[0].port").contains("70000")
                .hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void aKindThatIsNotServedIsRejected() {
        var target = new ObjectReference("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", "", "x",
                "");
        Map<String, Object> manifest = Map.of("apiVersion", target.apiVersion(), "kind", target.kind(),
                "metadata",
                Map.of("name", "x"));

        assertThat(cluster.perform(new CreatePolicy(DRIFT, target, manifest))).isEqualTo(new Outcome(
                Result.REJECTED,
                "the API server must serve policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy, but does not"));
    }

    @Test
    void aRefusalByAdmissionIsNoMissingRight() {
        String namespace = namespaces.create();
        refusePoliciesIn(namespace);
        AtomicInteger attempt = new AtomicInteger();

        Outcome refused = await().atMost(Duration.ofSeconds(30)).until(
                () -> cluster.perform(creation(namespace, "isolation-" + attempt.incrementAndGet(), SPEC)),
                outcome -> outcome.result() != Result.SUCCEEDED);

        assertThat(refused.result()).isEqualTo(Result.REJECTED);
        assertThat(refused.message()).contains("ValidatingAdmissionPolicy").contains("no policies here");
    }

    private void refusePoliciesIn(String namespace) {
        String yaml = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: refuse-%1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    resourceRules:
                      - {apiGroups: [networking.k8s.io], apiVersions: [v1], operations: [CREATE], resources: [networkpolicies]}
                  validations: [{expression: "false", message: no policies here, reason: Forbidden}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: refuse-%1$s}
                spec: {policyName: refuse-%1$s, validationActions: [Deny]}
                """
                .formatted(namespace);
        admin.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).resources()
                .forEach(NonDeletingOperation::create);
    }

    @Test
    void aUserWithoutRightsIsForbidden() {
        String namespace = namespaces.create();
        String user = plane.freshUser();
        try (KubernetesClient weak = WriteClient.open(plane.config(user))) {
            Outcome outcome = new ApiCluster(weak, () -> true, "replica-1")
                    .perform(creation(namespace, "isolation", SPEC));

            assertThat(outcome.result()).isEqualTo(Result.FORBIDDEN);
            assertThat(outcome.message())
                    .contains("User \"" + user + "\" cannot create resource \"networkpolicies\"");
        }
    }

    @Test
    void aChangedPolicyIsRestoredEntirelyAndKeepsWhatOthersWroteBesidesItsSpec() {
        String namespace = namespaces.create();
        cluster.perform(creation(namespace, "isolation", SPEC));
        admin.resource(live(namespace, "isolation"))
                .edit(policy -> new NetworkPolicyBuilder(policy).editMetadata()
                        .addToLabels("owner", "team-a").addToAnnotations("note", "kept").endMetadata()
                        .editSpec().editPodSelector().addToMatchLabels("nothing", "matches").endPodSelector()
                        .endSpec()
                        .build());
        NetworkPolicy drifted = live(namespace, "isolation");
        assertThat(drifted.getSpec().getPodSelector().getMatchLabels()).hasSize(3);

        Outcome outcome = cluster.perform(restore(drifted));

        assertThat(outcome).isEqualTo(
                new Outcome(Result.SUCCEEDED, "restored NetworkPolicy " + namespace + "/isolation"));
        NetworkPolicy restored = live(namespace, "isolation");
        assertThat(restored.getSpec().getPodSelector().getMatchLabels())
                .isEqualTo(Map.of("workload", "ai", "team", "data-science"));
        assertThat(restored.getMetadata().getLabels()).containsEntry("owner", "team-a");
        assertThat(restored.getMetadata().getAnnotations()).containsEntry("note", "kept");
    }

    @Test
    void aPolicyThatChangedSinceItWasJudgedIsNotOverwritten() {
        String namespace = namespaces.create();
        cluster.perform(creation(namespace, "isolation", spec(8080)));
        NetworkPolicy judged = live(namespace, "isolation");
        admin.resource(judged).edit(policy -> new NetworkPolicyBuilder(policy).editMetadata()
                .addToLabels("changed", "since").endMetadata().build());
        String before = live(namespace, "isolation").getMetadata().getResourceVersion();

        Outcome restore = cluster.perform(restore(judged));
        Outcome delete = cluster.perform(delete(judged, judged.getMetadata().getUid()));

        assertThat(restore.result()).isEqualTo(Result.CONFLICT);
        assertThat(restore.message()).contains("the object has been modified");
        assertThat(delete.result()).isEqualTo(Result.CONFLICT);
        assertThat(live(namespace, "isolation").getMetadata().getResourceVersion()).isEqualTo(before);
    }

    @Test
    void aVersionThatIsNotKnownOverwritesNothing() {
        String namespace = namespaces.create();
        cluster.perform(creation(namespace, "isolation", spec(8080)));
        NetworkPolicy judged = live(namespace, "isolation");
        judged.getMetadata().setResourceVersion("");

        assertThat(cluster.perform(restore(judged)).result()).isEqualTo(Result.CONFLICT);
        assertThat(cluster.perform(delete(judged, "")).message())
                .isEqualTo("the version of NetworkPolicy " + namespace
                        + "/isolation that was judged must be known, but is not");
        assertThat(
                live(namespace, "isolation").getSpec().getIngress().getFirst().getPorts().getFirst().getPort()
                        .getIntVal())
                .isEqualTo(8080);
    }

    @Test
    void aForeignPolicyIsDeletedOnce() {
        String namespace = namespaces.create();
        cluster.perform(creation(namespace, "debug-open", SPEC));
        NetworkPolicy judged = live(namespace, "debug-open");

        Outcome other = cluster.perform(delete(judged, "11111111-2222-3333-4444-555555555555"));
        Outcome first = cluster.perform(delete(judged, judged.getMetadata().getUid()));
        Outcome second = cluster.perform(delete(judged, judged.getMetadata().getUid()));
        Outcome restore = cluster.perform(restore(judged));

        assertThat(other.result()).isEqualTo(Result.CONFLICT);
        assertThat(first).isEqualTo(
                new Outcome(Result.SUCCEEDED, "deleted NetworkPolicy " + namespace + "/debug-open"));
        assertThat(second).isEqualTo(
                new Outcome(Result.UNCHANGED, "NetworkPolicy " + namespace + "/debug-open is gone already"));
        assertThat(restore).isEqualTo(
                new Outcome(Result.CONFLICT, "NetworkPolicy " + namespace + "/debug-open is gone"));
    }

    @Test
    void aNamespaceIsCreatedOnceAndKeepsLabelsOfOthers() {
        String name = namespaces.freshName();
        ObjectReference target = ObjectReference.namespace(name, "");

        Outcome waiting = cluster.perform(new LabelNamespace(DRIFT, target, Map.of("guard", "ai")));
        Outcome created = cluster.perform(new CreateNamespace(DRIFT, target, Map.of("team", "data")));
        Outcome repeated = cluster.perform(new CreateNamespace(DRIFT, target, Map.of("team", "data")));
        Outcome labelled = cluster.perform(new LabelNamespace(DRIFT, target, Map.of("guard", "ai")));

        assertThat(waiting.result()).isEqualTo(Result.WAITING);
        assertThat(created.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(repeated)
                .isEqualTo(new Outcome(Result.UNCHANGED, "Namespace " + name + " exists already"));
        assertThat(labelled).isEqualTo(new Outcome(Result.SUCCEEDED, "labelled Namespace " + name));
        assertThat(admin.namespaces().withName(name).get().getMetadata().getLabels())
                .containsEntry("team", "data").containsEntry("guard", "ai");
    }

    @Test
    void aServerThatDoesNotListenIsUnreachable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(performAt(port).result()).isEqualTo(Result.UNREACHABLE);
    }

    @Test
    void aServerThatDoesNotAnswerIsUnreachableAfterFiveSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = assertTimeout(Duration.ofSeconds(10),
                    () -> performAt(silent.getLocalPort()));

            assertThat(outcome.result()).isEqualTo(Result.UNREACHABLE);
        }
    }

    private Outcome performAt(int port) {
        var config = new ConfigBuilder(plane.config(ControlPlane.ADMIN))
                .withMasterUrl("https://127.0.0.1:" + port).build();
        try (KubernetesClient lost = WriteClient.open(config)) {
            return new ApiCluster(lost, () -> true, "replica-1")
                    .perform(creation("default", "isolation", SPEC));
        }
    }

    @Test
    void aReplicaThatDoesNotLeadSendsNothing() {
        String namespace = namespaces.create();

        Outcome outcome = new ApiCluster(client, () -> false, "replica-1")
                .perform(creation(namespace, "isolation", SPEC));

        assertThat(outcome).isEqualTo(
                new Outcome(Result.NOT_LEADING, "this replica does not lead: nothing was sent"));
        assertThat(admin.network().v1().networkPolicies().inNamespace(namespace).list().getItems()).isEmpty();
    }

    private NetworkPolicy live(String namespace, String name) {
        return admin.network().v1().networkPolicies().inNamespace(namespace).withName(name).require();
    }

    private static RestorePolicy restore(NetworkPolicy judged) {
        return new RestorePolicy(DRIFT,
                policy(judged.getMetadata().getNamespace(), judged.getMetadata().getName()),
                judged.getMetadata().getResourceVersion(), Map.of("spec", SPEC), Set.of());
    }

    private static DeletePolicy delete(NetworkPolicy judged, String uid) {
        return new DeletePolicy(DRIFT, new ObjectReference("networking.k8s.io/v1", "NetworkPolicy",
                judged.getMetadata().getNamespace(), judged.getMetadata().getName(), uid),
                judged.getMetadata().getResourceVersion());
    }
}
