package dev.ringfence.cluster;

import dev.ringfence.repair.Action.CreateNamespace;
import dev.ringfence.repair.Action.LabelNamespace;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.net.HttpURLConnection;
import java.util.Map;

/// The writes to namespaces, each one request.
record NamespaceWrites(WriteApi api) {

    Outcome create(CreateNamespace action, ResourcePath path) {
        Map<String, Object> manifest = Map.of("apiVersion", "v1", "kind", "Namespace", "metadata",
                Map.of("name", action.target().name(), "labels", action.labels()));
        return switch (api.create(path.collection(), manifest)) {
            case Answer.Given given when given.isSuccess() ->
                Outcomes.of(Result.SUCCEEDED, "created " + action.target());
            case Answer.Given given when Outcomes.isBeingDeleted(given) ->
                Outcomes.of(Result.WAITING, action.target() + " is being deleted");
            case Answer.Given given when given.code() == HttpURLConnection.HTTP_CONFLICT ->
                Outcomes.of(Result.UNCHANGED, action.target() + " exists already");
            case Answer answer -> Outcomes.failure(answer);
        };
    }

    Outcome label(LabelNamespace action, ResourcePath path) {
        Map<String, Object> members = Map.of("metadata", Map.of("labels", action.labels()));
        return switch (api.merge(path.object(), members)) {
            case Answer.Given given when given.isSuccess() ->
                Outcomes.of(Result.SUCCEEDED, "labelled " + action.target());
            case Answer answer -> Outcomes.failure(answer);
        };
    }
}
