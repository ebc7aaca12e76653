package dev.ringfence.cluster;

import dev.ringfence.baseline.BaselineObject.ApprovedPeers;
import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.BaselineStatus;
import dev.ringfence.daemon.Condition;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.OneLine;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The writes to the status of baselines, each one request but for the first.
///
/// An object must stay well below etcd's 1.5 MB, so no list in the status has more than [#LIMIT] entries. Where
/// there are more approved peers, none are recorded (the daemon hands over none), and a restart approves whoever is there then.
record StatusWrites(WriteApi api) {
    static final int LIMIT = 1_000;
    private static final String API_VERSION = "ringfence.dev/v1alpha1";
    private static final int TEXT_LIMIT = 1_024;
    private static final int UNPROCESSABLE = 422;

    Outcome write(BaselineStatus status) {
        var target = new ObjectReference(API_VERSION, "IsolationBaseline", "", status.report().name(),
                status.uid());
        if (status.uid().isEmpty()) {
            return Outcomes.of(Result.UNCHANGED, target + " is no custom resource and has no status");
        }
        return ResourcePath.of(target).map(path -> write(status, target, path))
                .orElseGet(() -> Outcomes.of(Result.REJECTED, target + " does not name an object"));
    }

    /// The object must be the one that was judged. A `uid` in the patch would be ignored here, so the patch tests it.
    private Outcome write(BaselineStatus status, ObjectReference target, ResourcePath path) {
        Map<String, Object> sameObject = operation("test", "/metadata/uid", status.uid());
        Answer answer = api.patch(path.status(), memberByMember(sameObject, tree(status)));
        if (isNotApplicable(answer)) {
            // Most likely there is no status yet that could be given members.
            answer = api.patch(path.status(), List.of(sameObject, operation("add", "/status", tree(status))));
        }
        return switch (answer) {
            case Answer.Given given when given.isSuccess() ->
                Outcomes.of(Result.SUCCEEDED, "wrote the status of " + target);
            case Answer.Given given when Outcomes.isMissingObject(given) ->
                Outcomes.of(Result.UNCHANGED, target + " is gone");
            case Answer.Given given when isNotApplicable(given) ->
                Outcomes.of(Result.CONFLICT, target + " is another object than the one that was judged");
            case Answer other -> Outcomes.failure(other);
        };
    }

    /// What is not known is left out, and then stays as it is: approved peers are never forgotten.
    private static List<Map<String, Object>> memberByMember(Map<String, Object> test,
            Map<String, Object> tree) {
        List<Map<String, Object>> operations = new ArrayList<>(List.of(test));
        tree.forEach((name, value) -> operations.add(operation("add", "/status/" + name, value)));
        return operations;
    }

    private static Map<String, Object> operation(String name, String path, Object value) {
        return Map.of("op", name, "path", path, "value", value);
    }

    /// Whether a test in the patch failed, or a path in it leads nowhere. A status that the schema refuses has causes.
    private static boolean isNotApplicable(Answer answer) {
        return answer instanceof Answer.Given given && given.code() == UNPROCESSABLE && !given.hasCauses();
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
        tree.put("message", OneLine.of(condition.message(), TEXT_LIMIT));
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
