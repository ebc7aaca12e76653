package dev.ringfence.cluster;

import static dev.ringfence.cluster.ClusterSamples.NOW;
import static dev.ringfence.cluster.ClusterSamples.notice;
import static dev.ringfence.cluster.ClusterSamples.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventManifestTest {

    @Test
    void allThatTheApiServerRequiresIsThereAndNothingEmpty() {
        var notice = notice(policy("ai-workloads", "debug-open"), "a\nb",
                Instant.parse("2026-06-01T12:00:00Z"));

        assertThat(EventManifest.of(notice, "name", "replica-1")).isEqualTo(Map.ofEntries(
                Map.entry("apiVersion", "events.k8s.io/v1"), Map.entry("kind", "Event"),
                Map.entry("metadata", Map.of("namespace", "ai-workloads", "name", "name")),
                Map.entry("eventTime", "2026-06-01T12:00:00.000000Z"),
                Map.entry("reportingController", "ringfence.dev/ringfence"),
                Map.entry("reportingInstance", "replica-1"), Map.entry("action", "Detect"),
                Map.entry("reason", "ForeignPolicy"), Map.entry("type", "Warning"),
                Map.entry("regarding", Map.of("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy",
                        "namespace", "ai-workloads", "name", "debug-open")),
                Map.entry("note", "a\\u000ab")));
    }

    @Test
    void theNameOfAnEventIsTheSameForTheSameNoticeOnly() {
        var notice = notice(policy("ai-workloads", "debug-open"), "note", NOW);

        assertThat(EventManifest.name(notice)).matches("debug-open\\.[0-9a-f]{16}")
                .isEqualTo(EventManifest.name(notice(policy("ai-workloads", "debug-open"), "note", NOW)))
                .isNotEqualTo(EventManifest
                        .name(notice(policy("ai-workloads", "debug-open"), "note", NOW.plusNanos(1))));
    }

    @Test
    void theNameOfAnEventIsValidWhateverTheObjectIsCalled() {
        assertThat(EventManifest.name(notice(policy("n", "x".repeat(253)), "note", NOW)))
                .hasSizeLessThan(253);
        assertThat(EventManifest.name(notice(policy("n", "--A/B:c--"), "note", NOW)))
                .matches("a-b-c\\.[0-9a-f]{16}");
        assertThat(EventManifest.name(notice(policy("n", "ü"), "note", NOW))).matches("[0-9a-f]{16}");
    }
}
