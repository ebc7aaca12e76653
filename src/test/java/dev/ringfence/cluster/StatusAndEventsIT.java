package dev.ringfence.cluster;

import static dev.ringfence.cluster.ClusterSamples.NOW;
import static dev.ringfence.cluster.ClusterSamples.notice;
import static dev.ringfence.cluster.ClusterSamples.policy;
import static dev.ringfence.cluster.ClusterSamples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithControlPlane
class StatusAndEventsIT {
    private final TestNamespaces namespaces;
    private final KubernetesClient admin;
    private final KubernetesClient client;
    private final ApiCluster cluster;

    StatusAndEventsIT(ControlPlane plane, TestNamespaces namespaces) {
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
    void theStatusOfABaselineIsWrittenAndApprovedPeersAreKeptUntilThereAreOthers() {
        GenericKubernetesResource baseline = createBaseline();
        String name = baseline.getMetadata().getName();
        String uid = baseline.getMetadata().getUid();
        var peers = new ApprovedPeers(3, Set.of("b/Deployment/two", "a/Deployment/one"));

        Outcome first = cluster.write(status(name, uid, List.of("ai-workloads"), Optional.of(peers)));
        Outcome second = cluster.write(status(name, uid, List.of(), Optional.empty()));

        assertThat(first).isEqualTo(
                new Outcome(Result.SUCCEEDED, "wrote the status of IsolationBaseline " + name));
        assertThat(second.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(admin.resource(baseline).get().<Map<String, Object>>get("status")).isEqualTo(Map.of(
                "observedGeneration", 3, "guarded", Map.of("namespaces", 0, "pods", 12),
                "drift", Map.of("open", 2, "loosened", 1), "namespaces", List.of(),
                "policies", List.of("NetworkPolicy ai-workloads/ai-workload-isolation"),
                "approvedPeers",
                Map.of("generation", 3, "names", List.of("a/Deployment/one", "b/Deployment/two")),
                "conditions", List.of(Map.of("type", "Isolated", "status", "False", "reason", "Loosened",
                        "message", "one\\u000aline", "observedGeneration", 3,
                        "lastTransitionTime", "2026-06-01T12:00:00Z"))));
    }

    @Test
    void theStatusOfAnotherBaselineOfTheSameNameIsLeftAlone() {
        GenericKubernetesResource baseline = createBaseline();
        String name = baseline.getMetadata().getName();

        Outcome another = cluster.write(
                status(name, "11111111-2222-3333-4444-555555555555", List.of(), Optional.empty()));
        admin.resource(baseline).delete();
        Outcome gone = cluster
                .write(status(name, baseline.getMetadata().getUid(), List.of(), Optional.empty()));
        Outcome file = cluster.write(status(name, "", List.of(), Optional.empty()));

        assertThat(another.result()).isEqualTo(Result.CONFLICT);
        assertThat(gone).isEqualTo(new Outcome(Result.UNCHANGED, "IsolationBaseline " + name + " is gone"));
        assertThat(file.result()).isEqualTo(Result.UNCHANGED);
    }

    private GenericKubernetesResource createBaseline() {
        String yaml = """
                apiVersion: ringfence.dev/v1alpha1
                kind: IsolationBaseline
                metadata: {name: %s}
                spec:
                  scope: {namespaces: {names: [no-such-namespace]}, workloads: {matchLabels: {workload: ai}}}
                  policies:
                    - apiVersion: networking.k8s.io/v1
                      kind: NetworkPolicy
                      metadata: {name: ai-workload-isolation}
                      spec: {podSelector: {matchLabels: {workload: ai}}, policyTypes: [Ingress]}
                """.formatted(namespaces.freshName());
        return admin
                .resource(
                        client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    @Test
    void aRepeatedNoticeExtendsTheSeriesOfItsEvent() {
        String namespace = namespaces.create();
        ObjectReference regarding = policy(namespace, "debug-open");

        Outcome first = cluster.record(notice(regarding, "debug-open allows TCP 22", NOW));
        Outcome second = cluster.record(notice(regarding, "debug-open allows TCP 22", NOW.plusSeconds(60)));
        Outcome third = cluster.record(notice(regarding, "debug-open allows TCP 22", NOW.plusSeconds(90)));

        assertThat(List.of(first, second, third)).extracting(Outcome::result).containsOnly(Result.SUCCEEDED);
        Event event = only(namespace);
        assertThat(event.getNote()).isEqualTo("debug-open allows TCP 22");
        assertThat(event.getReportingController()).isEqualTo("ringfence.dev/ringfence");
        assertThat(event.getReportingInstance()).isEqualTo("replica-1");
        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getRegarding().getName()).isEqualTo("debug-open");
        assertThat(event.getEventTime().getTime()).isEqualTo("2026-06-01T12:00:00.123456Z");
        assertThat(event.getSeries().getCount()).isEqualTo(3);
        assertThat(event.getSeries().getLastObservedTime().getTime())
                .isEqualTo("2026-06-01T12:01:30.123456Z");
    }

    @Test
    void aRepeatedNoticeMakesAnotherEventAfterTheWindowOrWhereTheFirstIsGone() {
        String namespace = namespaces.create();
        ObjectReference regarding = policy(namespace, "debug-open");

        cluster.record(notice(regarding, "note", NOW));
        admin.resource(only(namespace)).delete();
        Outcome second = cluster.record(notice(regarding, "note", NOW.plusSeconds(1)));
        Outcome third = cluster.record(notice(regarding, "note", NOW.plus(Duration.ofMinutes(11))));

        assertThat(second.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(third.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(events(namespace)).hasSize(2).allMatch(event -> event.getSeries() == null);
    }

    @Test
    void anEventAboutAClusterScopedObjectOrWithAnEndlessNoteIsAccepted() {
        var baseline = new ObjectReference("ringfence.dev/v1alpha1", "IsolationBaseline", "", "Ai--", "");

        Outcome outcome = cluster.record(notice(baseline, "ü\n".repeat(5_000), NOW));

        assertThat(outcome.result()).isEqualTo(Result.SUCCEEDED);
        // Other tests leave events about their own cluster-scoped objects in the same namespace.
        var mine = events("default").stream().filter(event -> event.getMetadata().getName().startsWith("ai."))
                .toList();
        assertThat(mine).hasSize(1);
        Event event = mine.getFirst();
        assertThat(event.getNote().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_000, 1_024);
        admin.resource(event).delete();
    }

    @Test
    void anEventInANamespaceThatIsGoneWaits() {
        assertThat(cluster.record(notice(policy(namespaces.freshName(), "x"), "note", NOW)).result())
                .isEqualTo(Result.WAITING);
    }

    private Event only(String namespace) {
        List<Event> events = events(namespace);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private List<Event> events(String namespace) {
        return admin.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> "ringfence.dev/ringfence".equals(event.getReportingController())).toList();
    }
}
