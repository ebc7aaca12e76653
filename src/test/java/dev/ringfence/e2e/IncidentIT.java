package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One incident from beginning to end, in metrics, events and status; and the calm after it.
@WithControlPlane
class IncidentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofSeconds(5);

    @Test
    void anIncidentIsToldInMetricsEventsAndStatus(ControlPlane plane, TestNamespaces namespaces) {
        try (var guarded = new ReferenceCase(plane.admin(), namespaces.create());
                var ringfence = Ringfence.start(plane)) {
            guarded.addPolicy(ReferenceCase.POLICY, ReferenceCase.POLICY_SPEC);
            guarded.model("model-0");
            guarded.approve();
            ringfence.awaitCalm(guarded.baseline());
            var pages = ringfence.pages();
            var labels = "{baseline=\"%s\"}".formatted(guarded.baseline());
            var changed = "{baseline=\"%s\",kind=\"PolicyChanged\",verdict=\"Loosened\"}"
                    .formatted(guarded.baseline());
            var restored = "ringfence_repairs_total{action=\"RestorePolicy\",result=\"Succeeded\"}";
            assertThat(pages.metric("ringfence_drifts_total" + changed)).hasValue(0);
            assertThat(pages.metric("ringfence_exposure_seconds_count" + labels)).hasValue(0);
            assertThat(pages.metric(restored)).hasValue(0);

            guarded.patchPolicy("mallory", "{spec: {ingress: [{}]}}");
            var drift = ringfence.awaitDrift(guarded.baseline(), "PolicyChanged", "Repaired");

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(pages.metric("ringfence_drifts_total" + changed)).hasValue(1);
                assertThat(pages.metric("ringfence_drifts_open" + changed)).hasValue(0);
                assertThat(pages.metric("ringfence_exposure_seconds_count" + labels)).hasValue(1);
                assertThat(pages.metric("ringfence_detect_seconds_count")).hasValue(1);
                assertThat(pages.metric("ringfence_repair_seconds_count")).hasValue(1);
                assertThat(pages.metric(restored)).hasValue(1);
                assertThat(pages.metric("ringfence_guarded_pods" + labels)).hasValue(1);
                assertThat(pages.metric("ringfence_fights")).hasValue(0);
                assertThat(pages.metric("ringfence_leader")).hasValue(1);
            });
            assertThat(drift.json().at("/openedAt").asString())
                    .isLessThanOrEqualTo(drift.json().at("/detectedAt").asString());
            awaitEvents(plane.admin(), guarded, "PolicyChanged", "Repaired");
            StatusText.awaitContaining(guarded, "\"drift\":{\"loosened\":0,\"open\":0}");
            assertThat(plane.kubectl(ControlPlane.ADMIN, "get", "ib", guarded.baseline(), "--no-headers")
                    .output())
                    .containsPattern(guarded.baseline() + " +Repair +True +AsApproved +1 +1 +0 +");

            guarded.disapprove();
            await("the series of a baseline go with it").atMost(PATIENCE).untilAsserted(
                    () -> assertThat(pages.get("/metrics").body()).doesNotContain(guarded.baseline()));
        }
    }

    @Test
    void metricsComeAsTextAndAsOpenMetrics(ControlPlane plane) {
        try (var ringfence = Ringfence.start(plane)) {
            var text = ringfence.pages().get("/metrics");
            var open = ringfence.pages().get("/metrics", "Accept",
                    "application/openmetrics-text; version=1.0.0");

            assertThat(text.headers().firstValue("Content-Type")).get().asString()
                    .startsWith("text/plain; version=0.0.4");
            assertThat(open.headers().firstValue("Content-Type")).get().asString()
                    .startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(open.body()).endsWith("# EOF\n");
            for (var page : List.of(text.body(), open.body())) {
                assertThat(page).contains("ringfence_last_verdict_timestamp_seconds ",
                        "ringfence_cache_age_seconds{resource=\"pods\"} ",
                        "ringfence_watch_synced{resource=\"networkpolicies.networking.k8s.io\"} 1",
                        "ringfence_full_evaluation_differences_total 0");
            }
        }
    }

    @Test
    void whereNothingChangesNothingIsWritten(ControlPlane plane, TestNamespaces namespaces) {
        var lease = namespaces.create();
        try (var guarded = new ReferenceCase(plane.admin(), namespaces.create());
                var ringfence = Ringfence.replica(plane.kubeconfig(ControlPlane.ADMIN), lease)) {
            guarded.model("model-0");
            guarded.approve("foreignPolicies: Report");
            guarded.addPolicy("debug-open", "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");
            ringfence.awaitDrift(guarded.baseline(), "ForeignPolicy", "Open");
            ringfence.awaitDrift(guarded.baseline(), "PolicyMissing", "Repaired");
            awaitEvents(plane.admin(), guarded, "ForeignPolicy", "Repaired");
            StatusText.awaitContaining(guarded, "\"drift\":{\"loosened\":1,\"open\":1}");

            awaitSettled(plane.admin(), guarded);
            var versions = versions(plane.admin(), guarded);

            await("nobody writes for " + CALM).during(CALM).atMost(CALM.multipliedBy(2))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(versions(plane.admin(), guarded)).isEqualTo(versions));
            assertThat(plane.admin().leases().inNamespace(lease).list().getItems()).hasSize(1);
        }
    }

    /// The versions of everything that Ringfence writes but the lease.
    private static Map<String, String> versions(KubernetesClient admin, ReferenceCase guarded) {
        var versions = new TreeMap<String, String>();
        Stream.<Collection<? extends HasMetadata>>of(
                admin.network().v1().networkPolicies().inNamespace(guarded.namespace()).list().getItems(),
                admin.events().v1().events().inNamespace(guarded.namespace()).list().getItems(),
                admin.events().v1().events().inNamespace("default").list().getItems(),
                List.of(guarded.baselineObject().require(),
                        admin.namespaces().withName(guarded.namespace()).require()))
                .flatMap(Collection::stream)
                .forEach(object -> versions.put(object.getKind() + " " + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion()));
        return versions;
    }

    /// Waits until nobody else changes the cluster either, since a witness may name any pod, and what was under way is
    /// written.
    private static void awaitSettled(KubernetesClient admin, ReferenceCase guarded) {
        await("the namespaces of other tests are gone").atMost(Duration.ofMinutes(2))
                .until(() -> admin.namespaces().list().getItems().stream()
                        .allMatch(namespace -> namespace.getMetadata().getDeletionTimestamp() == null));
        var last = new AtomicReference<Map<String, String>>(Map.of());
        await("the last write").pollInterval(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> {
            var versions = versions(admin, guarded);
            return versions.equals(last.getAndSet(versions));
        });
    }

    private static void awaitEvents(KubernetesClient admin, ReferenceCase guarded, String... reasons) {
        await("events").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                        admin.events().v1().events().inNamespace(guarded.namespace()).list().getItems())
                        .extracting(Event::getReason).contains(reasons));
    }
}
