package dev.ringfence.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedApiServerTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String TEAM = "team";

    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: isolationbaselines.ringfence.dev}
            spec:
              group: ringfence.dev
              scope: Cluster
              names: {plural: isolationbaselines, kind: IsolationBaseline}
              versions:
                - {name: v1alpha1, served: true, storage: true, subresources: {status: {}}}
            """;

    private static EmbeddedApiServer server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        server = EmbeddedApiServer.start(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMillis(50));
        client = new KubernetesClientBuilder().withConfig(server.config()).build();
    }

    @BeforeEach
    void createNamespace() {
        client.resource(new NamespaceBuilder().withNewMetadata().withName(TEAM).endMetadata().build())
                .create();
    }

    @AfterEach
    void deleteNamespace() {
        client.namespaces().withName(TEAM).delete();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void aNamespaceGetsItsNameAsALabel() {
        var labels = client.namespaces().withName(TEAM).get().getMetadata().getLabels();

        assertThat(labels).containsEntry("kubernetes.io/metadata.name", TEAM);
    }

    @Test
    void anInformerSeesWhatIsThereAndEveryChange() {
        client.resource(policy(80)).create();
        try (var informer = client.network().v1().networkPolicies().inAnyNamespace().withLimit(500L)
                .inform()) {
            assertThat(informer.getStore().list()).hasSize(1);

            client.resource(named("second")).create();
            Awaitility.await().untilAsserted(() -> assertThat(informer.getStore().list()).hasSize(2));

            client.resource(named("second")).edit(found -> new NetworkPolicyBuilder(found).editMetadata()
                    .addToLabels("edited", "yes").endMetadata().build());
            Awaitility.await().untilAsserted(() -> assertThat(informer.getStore().getByKey(TEAM + "/second")
                    .getMetadata().getLabels()).containsEntry("edited", "yes"));

            client.resource(named("second")).delete();
            Awaitility.await().untilAsserted(() -> assertThat(informer.getStore().list()).hasSize(1));
        }
    }

    @Test
    void bookmarksMoveAWatchForward() {
        try (var informer = client.network().v1().networkPolicies().inAnyNamespace().inform()) {
            var pod = client.resource(pod("elsewhere")).create();

            Awaitility.await().untilAsserted(() -> assertThat(informer.lastSyncResourceVersion())
                    .isEqualTo(pod.getMetadata().getResourceVersion()));
        }
    }

    @Test
    void everyWriteTakesAGreaterResourceVersion() {
        var first = version(client.resource(policy(80)).create());
        var second = version(client.resource(policy(81)).update());

        assertThat(second).isGreaterThan(first);
        assertThat(version(client.resource(policy(81)).serverSideApply())).isEqualTo(second);
    }

    @Test
    void serverSideApplyCreatesWhatIsAbsentAndNamesItsManager() {
        var applied = client.resource(policy(80)).fieldManager("ringfence").forceConflicts()
                .serverSideApply();

        assertThat(applied.getMetadata().getUid()).isNotEmpty();
        assertThat(applied.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getManager()).isEqualTo("ringfence");
            assertThat(entry.getOperation()).isEqualTo("Apply");
            assertThat(entry.getTime()).isEqualTo("2026-11-01T12:00:00Z");
        });
    }

    @Test
    void serverSideApplyKeepsTheSelectorKeysOfAnotherManager() {
        client.resource(policy(80)).fieldManager("ringfence").serverSideApply();
        client.network().v1().networkPolicies().inNamespace(TEAM).withName("isolation").patch(
                new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).withFieldManager("intruder")
                        .build(),
                "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"extra\":\"key\"}}}}");

        var applied = client.resource(policy(80)).fieldManager("ringfence").forceConflicts()
                .serverSideApply();

        assertThat(applied.getSpec().getPodSelector().getMatchLabels()).containsEntry("extra", "key");
        assertThat(applied.getMetadata().getManagedFields()).extracting(entry -> entry.getManager())
                .containsExactly("ringfence", "intruder");
    }

    @Test
    void aJsonPatchUnderItsResourceVersionReplacesTheSpec() {
        var created = client.resource(policy(80)).create();

        var patched = patch(created.getMetadata().getResourceVersion());

        assertThat(patched.getSpec().getIngress()).isEmpty();
        assertThat(patched.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void aJsonPatchUnderAStaleResourceVersionIsAConflict() {
        var stale = client.resource(policy(80)).create().getMetadata().getResourceVersion();
        client.resource(policy(81)).update();

        assertThatThrownBy(() -> patch(stale)).isInstanceOfSatisfying(KubernetesClientException.class,
                problem -> {
                    assertThat(problem.getCode()).isEqualTo(409);
                    assertThat(problem.getStatus().getReason()).isEqualTo("Conflict");
                });
    }

    @Test
    void aJsonPatchThatCannotBeAppliedIsInvalid() {
        client.resource(policy(80)).create();

        assertThatThrownBy(
                () -> client.network().v1().networkPolicies().inNamespace(TEAM).withName("isolation")
                        .patch(PatchContext.of(PatchType.JSON),
                                "[{\"op\":\"test\",\"path\":\"/spec/none\",\"value\":1}]"))
                .isInstanceOfSatisfying(KubernetesClientException.class,
                        problem -> assertThat(problem.getCode()).isEqualTo(422));
    }

    @Test
    void deletingUnderAStaleResourceVersionIsAConflict() {
        var stale = client.resource(policy(80)).create();
        client.resource(policy(81)).update();

        assertThatThrownBy(() -> client.resource(stale)
                .lockResourceVersion(stale.getMetadata().getResourceVersion()).delete())
                .isInstanceOfSatisfying(KubernetesClientException.class,
                        problem -> assertThat(problem.getCode()).isEqualTo(409));
    }

    @Test
    void deletingANamespaceDeletesWhatIsInItAndInformersSeeIt() {
        client.resource(policy(80)).create();
        client.resource(pod("model-0")).create();
        try (var policies = client.network().v1().networkPolicies().inAnyNamespace().inform();
                var pods = client.pods().inAnyNamespace().inform();
                var namespaces = client.namespaces().inform()) {
            client.namespaces().withName(TEAM).delete();

            Awaitility.await().untilAsserted(() -> {
                assertThat(policies.getStore().list()).isEmpty();
                assertThat(pods.getStore().list()).isEmpty();
                assertThat(namespaces.getStore().getByKey(TEAM)).isNull();
            });
        }
        assertThatThrownBy(() -> client.resource(policy(80)).create()).isInstanceOfSatisfying(
                KubernetesClientException.class, problem -> assertThat(problem.getCode()).isEqualTo(404));
    }

    @Test
    void whatExistsCannotBeCreatedAgain() {
        client.resource(policy(80)).create();

        assertThatThrownBy(() -> client.resource(policy(80)).create()).isInstanceOfSatisfying(
                KubernetesClientException.class,
                problem -> assertThat(problem.getStatus().getReason()).isEqualTo("AlreadyExists"));
    }

    @Test
    void aCustomResourceIsServedOnceItsDefinitionIsThere() {
        assertThatThrownBy(() -> baselines().list()).isInstanceOfSatisfying(KubernetesClientException.class,
                problem -> assertThat(problem.getCode()).isEqualTo(404));
        client.load(new ByteArrayInputStream(DEFINITION.getBytes(StandardCharsets.UTF_8))).items()
                .forEach(item -> client.resource(item).fieldManager("kubectl").serverSideApply());

        var created = baselines().resource(baseline()).create();
        var patched = baselines().withName("ai").subresource("status").patch(
                new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).withFieldManager("ringfence")
                        .build(),
                "{\"metadata\":{\"labels\":{\"ignored\":\"yes\"}},\"status\":{\"observedGeneration\":1}}");

        assertThat(created.getAdditionalProperties()).doesNotContainKey("status");
        assertThat(patched.<Integer>get("status", "observedGeneration")).isEqualTo(1);
        assertThat(patched.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(patched.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(patched.getMetadata().getManagedFields()).last()
                .satisfies(entry -> assertThat(entry.getSubresource()).isEqualTo("status"));
    }

    @Test
    void leasesEventsAndAccessReviewsAreAnswered() {
        client.resource(
                new LeaseBuilder().withNewMetadata().withName("lock").withNamespace(TEAM).endMetadata()
                        .withNewSpec().withHolderIdentity("me").endSpec().build())
                .create();
        var event = client.events().v1().events().inNamespace(TEAM)
                .resource(new EventBuilder().withNewMetadata()
                        .withGenerateName("drift-").withNamespace(TEAM).endMetadata().withReason("Drift")
                        .withEventTime(new MicroTime("2026-11-01T12:00:00.000000Z")).build())
                .create();
        var review = client
                .resource(new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
                        .withVerb("delete").withResource("pods").endResourceAttributes().endSpec().build())
                .create();

        assertThat(client.leases().inNamespace(TEAM).withName("lock").get().getSpec().getHolderIdentity())
                .isEqualTo("me");
        assertThat(event.getMetadata().getName()).startsWith("drift-").hasSizeGreaterThan(6);
        assertThat(review.getStatus().getAllowed()).isTrue();
    }

    @Test
    void itsKubeconfigLeadsToIt() {
        var config = Config.fromKubeconfig(server.kubeconfig());

        try (var other = new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(other.namespaces().list().getItems())
                    .extracting(found -> found.getMetadata().getName())
                    .containsExactly("default", "kube-system", TEAM);
            assertThat(other.getKubernetesVersion().getMajor()).isEqualTo("1");
        }
    }

    @Test
    void aBodyThatItCannotReadIsRefusedInsteadOfLeftUnanswered() {
        assertThat(post("application/vnd.kubernetes.protobuf", "k8s\0")).isEqualTo(415);
        assertThat(post("application/json", "{\"kind\": ")).isEqualTo(400);
        assertThat(post("application/json", "[1]")).isEqualTo(400);
    }

    private static int post(String contentType, String body) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "api/v1/namespaces"))
                .header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().statusCode();
        }
    }

    private NetworkPolicy patch(String resourceVersion) {
        return client.network().v1().networkPolicies().inNamespace(TEAM).withName("isolation").patch(
                new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager("ringfence")
                        .build(),
                """
                        [{"op": "replace", "path": "/metadata/resourceVersion", "value": "%s"},
                         {"op": "replace", "path": "/spec", "value": {"podSelector": {}, "ingress": []}}]
                        """.formatted(resourceVersion));
    }

    private static long version(NetworkPolicy policy) {
        return Long.parseLong(policy.getMetadata().getResourceVersion());
    }

    private static NetworkPolicy named(String name) {
        return new NetworkPolicyBuilder(policy(80)).editMetadata().withName(name).endMetadata().build();
    }

    private static NetworkPolicy policy(int port) {
        return new NetworkPolicyBuilder().withNewMetadata().withName("isolation").withNamespace(TEAM)
                .endMetadata()
                .withNewSpec().withNewPodSelector().addToMatchLabels("workload", "ai").endPodSelector()
                .addNewIngress().addNewPort().withPort(new IntOrString(port)).endPort().endIngress().endSpec()
                .build();
    }

    private static Pod pod(String name) {
        return new PodBuilder().withNewMetadata().withName(name).withNamespace(TEAM).endMetadata()
                .withNewSpec()
                .endSpec().build();
    }

    private NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> baselines() {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup("ringfence.dev")
                .withVersion("v1alpha1").withKind("IsolationBaseline").withPlural("isolationbaselines")
                .withNamespaced(false).build());
    }

    private static GenericKubernetesResource baseline() {
        return new GenericKubernetesResourceBuilder().withApiVersion("ringfence.dev/v1alpha1")
                .withKind("IsolationBaseline").withNewMetadata().withName("ai").endMetadata()
                .addToAdditionalProperties("spec", Map.of("policies", List.of()))
                .addToAdditionalProperties("status", Map.of("made", "up")).build();
    }
}
