package dev.ringfence.cluster;

import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import dev.ringfence.cluster.translate.HostileText;
import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.BaselineStatus;
import dev.ringfence.daemon.Condition;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The writes to the status of baselines, each one request.
///
/// An object must stay well below etcd's 1.5 MB, so no list in the status has more than [#LIMIT] entries. Approved
/// peers beyond it are forgotten at a restart and then reported as gained: the safe way to be wrong.
record StatusWrites(WriteApi api) {
    static final int LIMIT = 1_000;
    private static final String API_VERSION = "ringfence.dev/v1alpha1";
    private static final int TEXT_LIMIT = 1_024;

    Outcome write(BaselineStatus status) {
        var target = new ObjectReference(API_VERSION, "IsolationBaseline", "", status.report().name(),
                status.uid());
        if (status.uid().isEmpty()) {
            return Outcomes.of(Result.UNCHANGED, target + " is no custom resource and has no status");
        }
        return ResourcePath.of(target).map(path -> write(status, target, path))
                .orElseGet(() -> Outcomes.of(Result.REJECTED, target + " does not name an object"));
    }

    /// What is not known is left out, and then stays as it is: approved peers are never forgotten by a merge.
    private Outcome write(BaselineStatus status, ObjectReference target, ResourcePath path) {
        Map<String, Object> members = Map.of("metadata", Map.of("uid", status.uid()), "status", tree(status));
        return switch (api.merge(path.status(), members)) {
            case Answer.Given given when given.isSuccess() ->
                Outcomes.of(Result.SUCCEEDED, "wrote the status of " + target);
            case Answer.Given given when Outcomes.isMissingObject(given) ->
                Outcomes.of(Result.UNCHANGED, target + " is gone");
            case Answer answer -> Outcomes.failure(answer);
        };
    }

    static Map<String, Object> tree(BaselineStatus status) {
        BaselineReport report = status.report();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("observedGeneration", status.observedGeneration());
        tree.put("conditions", report.conditions().stream().map(StatusWrites::condition).toList());
        tree.put("guarded", Map.of("namespaces", report.namespaces().size(), "pods", report.pods()));
        tree.put("drift", Map.of("open", report.openDrifts(), "loosened", report.loosenedDrifts()));
        tree.put("namespaces", bounded(report.namespaces()));
        tree.put("policies", bounded(report.policies()));
        status.approvedPeers().ifPresent(peers -> tree.put("approvedPeers", approvedPeers(peers)));
        return tree;
    }

    private static Map<String, Object> condition(Condition condition) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", condition.type());
        tree.put("status", condition.status().text());
        tree.put("reason", condition.reason());
        tree.put("message", HostileText.bounded(condition.message(), TEXT_LIMIT));
        tree.put("observedGeneration", condition.observedGeneration());
        tree.put("lastTransitionTime",
                condition.lastTransitionTime().truncatedTo(ChronoUnit.SECONDS).toString());
        return tree;
    }

    private static Map<String, Object> approvedPeers(ApprovedPeers peers) {
        return Map.of("generation", peers.generation(), "names",
                bounded(peers.names().stream().sorted().toList()));
    }

    private static List<String> bounded(List<String> names) {
        return names.subList(0, Math.min(names.size(), LIMIT));
    }
}
