package dev.ringfence.cluster;

import dev.ringfence.baseline.BaselinePolicy;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.repair.Action.CreatePolicy;
import dev.ringfence.repair.Action.DeletePolicy;
import dev.ringfence.repair.Action.RestorePolicy;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The writes to policies, each one request.
record PolicyWrites(WriteApi api) {

    Outcome create(CreatePolicy action, ResourcePath path) {
        return switch (api.create(path.collection(), action.manifest())) {
            case Answer.Given given when given.isSuccess() ->
                written("created", action.target(), BaselinePolicy.content(action.manifest()), given);
            case Answer.Given given when given.code() == HttpURLConnection.HTTP_NOT_FOUND
                    && !given.kind().equals("namespaces") ->
                Outcomes.of(Result.REJECTED, "the API server must serve " + action.target().apiVersion() + " "
                        + action.target().kind() + ", but does not");
            case Answer answer -> Outcomes.failure(answer);
        };
    }

    /// All that the policy says is replaced: server-side apply would leave the keys that another manager added to a selector.
    /// The resource version in the patch makes the API server refuse (409) if the object is another one by now.
    Outcome restore(RestorePolicy action, ResourcePath path) {
        if (action.resourceVersion().isEmpty()) {
            return unknownVersion(action.target());
        }
        List<Map<String, Object>> operations = new ArrayList<>();
        operations.add(Map.of("op", "replace", "path", "/metadata/resourceVersion", "value",
                action.resourceVersion()));
        action.content().forEach((member, value) -> operations
                .add(Map.of("op", "add", "path", "/" + member, "value", value)));
        action.surplus()
                .forEach(member -> operations.add(Map.of("op", "remove", "path", "/" + member)));
        return switch (api.patch(path.object(), operations)) {
            case Answer.Given given when given.isSuccess() ->
                written("restored", action.target(), action.content(), given);
            case Answer.Given given when Outcomes.isMissingObject(given) ->
                Outcomes.of(Result.CONFLICT, action.target() + " is gone");
            case Answer answer -> Outcomes.failure(answer);
        };
    }

    Outcome delete(DeletePolicy action, ResourcePath path) {
        if (action.resourceVersion().isEmpty()) {
            return unknownVersion(action.target());
        }
        Map<String, Object> preconditions = new LinkedHashMap<>();
        preconditions.put("resourceVersion", action.resourceVersion());
        if (!action.target().uid().isEmpty()) {
            preconditions.put("uid", action.target().uid());
        }
        Map<String, Object> options = Map.of("apiVersion", "v1", "kind", "DeleteOptions",
                "propagationPolicy", "Background", "preconditions", preconditions);
        return switch (api.delete(path.object(), options)) {
            case Answer.Given given when given.isSuccess() ->
                Outcomes.of(Result.SUCCEEDED, "deleted " + action.target());
            case Answer.Given given when Outcomes.isMissingObject(given) ->
                Outcomes.of(Result.UNCHANGED, action.target() + " is gone already");
            case Answer answer -> Outcomes.failure(answer);
        };
    }

    /// Without a version the API server would overwrite or delete whatever is there.
    private static Outcome unknownVersion(ObjectReference target) {
        return Outcomes.of(Result.CONFLICT,
                "the version of " + target + " that was judged must be known, but is not");
    }

    private static Outcome written(String done, ObjectReference target, Map<String, Object> sent,
            Answer.Given given) {
        Optional<String> difference = SpecDifference.between(sent,
                BaselinePolicy.content(given.body()));
        return difference.map(path -> Outcomes.of(Result.REJECTED, done + " " + target
                + ", but the API server keeps another " + path
                + " than was sent: an admission plug-in changed it"))
                .orElseGet(() -> Outcomes.of(Result.SUCCEEDED, done + " " + target));
    }
}
