package dev.ringfence.demo;

import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers the requests to the embedded API server.
final class ApiDispatcher extends Dispatcher {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final ObjectStore store = new ObjectStore();
    private final ResourceKinds kinds = new ResourceKinds();
    private final ObjectWriter writer;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    ApiDispatcher(Clock clock) {
        writer = new ObjectWriter(store, kinds, clock);
        for (var name : List.of("default", "kube-system")) {
            addNamespace(name, clock);
        }
    }

    private void addNamespace(String name, Clock clock) {
        var namespace = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.withObject("/metadata").put("name", name).put("uid", "namespace-" + name)
                .put("creationTimestamp", clock.instant().toString())
                .withObject("/labels").put("kubernetes.io/metadata.name", name);
        namespace.withObject("/status").put("phase", "Active");
        store.put(new ResourcePath("", "v1", "", "namespaces", name, ""), namespace);
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest recorded) {
        try {
            return answer(ApiRequest.of(recorded));
        } catch (ApiFailure refusal) {
            return response(refusal.code(), refusal.status());
        } catch (RuntimeException problem) {
            // Without an answer the client would wait for ever.
            var failure = ApiFailure.internal(problem);
            return response(failure.code(), failure.status());
        }
    }

    /// Tells every client that it has seen everything so far.
    void bookmarkWatches() {
        watches.forEach(Watch::bookmark);
    }

    /// Ends every watch.
    void closeWatches() {
        List.copyOf(watches).forEach(Watch::close);
    }

    private MockResponse answer(ApiRequest request) throws ApiFailure {
        var document = kinds.discovery(request.path());
        if (document.isPresent()) {
            return response(OK, document.get());
        }
        var path = ResourcePath.parse(request.path())
                .orElseThrow(() -> ApiFailure.unknownResource(request.path()));
        if (path.plural().equals("selfsubjectaccessreviews")) {
            return allowed(request);
        }
        var kind = kinds.of(path).orElseThrow(() -> ApiFailure.unknownResource(request.path()));
        return path.name().isEmpty() ? collection(path, kind, request) : object(path, kind, request);
    }

    private MockResponse collection(ResourcePath path, ResourceKind kind, ApiRequest request)
            throws ApiFailure {
        return switch (request.method()) {
            case "GET" -> {
                var selection = Selection.of(path, request.parameter("labelSelector"),
                        request.parameter("fieldSelector"));
                yield request.flag("watch") ? watch(selection, kind, request) : list(selection, kind);
            }
            case "POST" -> response(CREATED, writer.create(path, kind, request.object(), request));
            case "DELETE" -> {
                var selection = Selection.of(path, request.parameter("labelSelector"),
                        request.parameter("fieldSelector"));
                for (var object : store.list(selection)) {
                    writer.delete(placeOf(path, object), request);
                }
                yield response(OK, success());
            }
            default -> throw ApiFailure.badRequest("expected GET, POST or DELETE, found " + request.method());
        };
    }

    private MockResponse object(ResourcePath path, ResourceKind kind, ApiRequest request) throws ApiFailure {
        return switch (request.method()) {
            case "GET" -> response(OK, existing(path));
            case "PUT" -> response(OK, writer.update(path, kind, existing(path), request.object(), request));
            case "PATCH" -> patch(path, kind, request);
            case "DELETE" -> {
                writer.delete(path, request);
                yield response(OK, success());
            }
            default ->
                throw ApiFailure.badRequest("expected GET, PUT, PATCH or DELETE, found " + request.method());
        };
    }

    private MockResponse patch(ResourcePath path, ResourceKind kind, ApiRequest request) throws ApiFailure {
        var current = store.get(path);
        if (current.isEmpty() && request.contentType().equals(Patches.APPLY)
                && path.subresource().isEmpty()) {
            return response(CREATED, writer.create(path.named(""), kind, request.object(), request));
        }
        var wanted = Patches.apply(request.contentType(), existing(path), request.body());
        return response(OK, writer.update(path, kind, existing(path), wanted, request));
    }

    private MockResponse list(Selection selection, ResourceKind kind) {
        var list = JSON.createObjectNode().put("kind", kind.kind() + "List")
                .put("apiVersion", selection.collection().apiVersion());
        // Everything is one page: limit and continue need no answer.
        list.withObject("/metadata").put("resourceVersion", String.valueOf(store.resourceVersion()));
        list.set("items", JSON.createArrayNode().addAll(store.list(selection)));
        return response(OK, list);
    }

    private MockResponse watch(Selection selection, ResourceKind kind, ApiRequest request) throws ApiFailure {
        var start = request.parameter("resourceVersion");
        if (!start.matches("\\d{0,18}")) {
            throw ApiFailure.badRequest("resourceVersion: expected a number, found " + start);
        }
        var watch = new Watch(store, selection, kind, start.isEmpty() ? 0 : Long.parseLong(start),
                watches::remove);
        watches.add(watch);
        return new MockResponse().setResponseCode(OK).withWebSocketUpgrade(watch);
    }

    private ObjectNode existing(ResourcePath path) throws ApiFailure {
        return store.get(path).orElseThrow(() -> ApiFailure.notFound(path));
    }

    private static ResourcePath placeOf(ResourcePath collection, JsonNode object) {
        var metadata = object.path("metadata");
        return new ResourcePath(collection.group(), collection.version(),
                metadata.path("namespace").asString(""),
                collection.plural(), metadata.path("name").asString(""), "");
    }

    private static MockResponse allowed(ApiRequest request) throws ApiFailure {
        var review = request.object();
        review.withObject("/status").put("allowed", true).put("reason",
                "the demo's API server allows everything");
        return response(CREATED, review);
    }

    private static ObjectNode success() {
        return JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
    }

    private static MockResponse response(int code, JsonNode body) {
        return response(code, body.toString());
    }

    private static MockResponse response(int code, String body) {
        return new MockResponse().setResponseCode(code).setHeader("Content-Type", "application/json")
                .setBody(body);
    }
}
