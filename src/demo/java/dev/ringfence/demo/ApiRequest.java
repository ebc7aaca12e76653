package dev.ringfence.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One request to the embedded API server, taken apart.
///
/// @param path without the query
/// @param contentType without parameters; empty where there is no body
/// @param userAgent the client's name for itself, up to the first slash
record ApiRequest(String method, String path, Map<String, String> query, String contentType, String userAgent,
        String text) {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    static ApiRequest of(RecordedRequest request) {
        var uri = URI.create(request.getPath());
        var query = new HashMap<String, String>();
        for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            var parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }
        return new ApiRequest(request.getMethod(), uri.getPath(), query,
                header(request, "Content-Type").split(";", 2)[0].strip(),
                header(request, "User-Agent").split("/", 2)[0],
                Optional.ofNullable(request.getUtf8Body()).orElse(""));
    }

    private static String header(RecordedRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return parameter(name).equals("true") || parameter(name).equals("1");
    }

    /// Who writes: the `fieldManager` parameter, else the client's name.
    String fieldManager() {
        var parameter = parameter("fieldManager");
        return parameter.isEmpty() ? (userAgent.isEmpty() ? "unknown" : userAgent) : parameter;
    }

    /// The body as JSON or YAML; an empty object where there is none.
    JsonNode body() throws ApiFailure {
        if (contentType.endsWith("protobuf")) {
            throw ApiFailure.unsupported("the demo's API server reads JSON and YAML, found " + contentType);
        }
        try {
            return SERIALIZATION.unmarshal(text.isBlank() ? "{}" : text, JsonNode.class);
        } catch (KubernetesClientException | IllegalArgumentException problem) {
            throw ApiFailure.badRequest("the body cannot be read: " + problem.getMessage());
        }
    }

    /// The body as an object of the Kubernetes API.
    ObjectNode object() throws ApiFailure {
        if (body() instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("expected an object in the body");
    }
}
