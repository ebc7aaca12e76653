package dev.ringfence.cluster;

import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import dev.ringfence.baseline.BaselineObject.Source;
import dev.ringfence.baseline.Mode;
import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.BaselineStatus;
import dev.ringfence.daemon.Condition;
import dev.ringfence.daemon.Notice;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.repair.Action.CreatePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Actions, notices and statuses of the reference case.
final class ClusterSamples {
    static final String DRIFT = "3f9c0a7be1d2";
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123456Z");
    static final Map<String, Object> SPEC = spec(80);

    private ClusterSamples() {}

    static Map<String, Object> spec(int port) {
        return Map.of("podSelector", Map.of("matchLabels", Map.of("workload", "ai", "team", "data-science")),
                "policyTypes", List.of("Ingress"),
                "ingress", List.of(Map.of(
                        "from",
                        List.of(Map.of("podSelector",
                                Map.of("matchLabels", Map.of("role", "data-collector")))),
                        "ports", List.of(Map.of("port", port)))));
    }

    static ObjectReference policy(String namespace, String name) {
        return new ObjectReference("networking.k8s.io/v1", "NetworkPolicy", namespace, name, "");
    }

    static CreatePolicy creation(String namespace, String name, Map<String, Object> spec) {
        return new CreatePolicy(DRIFT, policy(namespace, name), Map.of("apiVersion", "networking.k8s.io/v1",
                "kind", "NetworkPolicy", "metadata", Map.of("name", name, "namespace", namespace), "spec",
                spec));
    }

    static Notice notice(ObjectReference regarding, String note, Instant at) {
        return new Notice(regarding, Optional.empty(), /* warning= */ true, "ForeignPolicy", "Detect", note,
                at);
    }

    static BaselineStatus status(String name, String uid, List<String> namespaces,
            Optional<ApprovedPeers> approvedPeers) {
        var isolated = new Condition("Isolated", Condition.Status.FALSE, "Loosened", "one\nline", 3, NOW);
        var report = new BaselineReport(name, Source.CLUSTER, 3, Mode.REPAIR, Set.of(), Set.of(), Set.of(),
                Optional.empty(),
                List.of(isolated),
                namespaces, List.of("NetworkPolicy ai-workloads/ai-workload-isolation"), 12, 0, 2, 1);
        return new BaselineStatus(uid, 3, report, approvedPeers);
    }
}
