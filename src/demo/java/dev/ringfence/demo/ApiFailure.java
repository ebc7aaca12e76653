package dev.ringfence.demo;

import tools.jackson.databind.json.JsonMapper;

/// A refusal of the embedded API server, as `metav1.Status` says it.
final class ApiFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int code;
    private final String reason;

    private ApiFailure(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message);
    }

    static ApiFailure notFound(ResourcePath path) {
        return new ApiFailure(404, "NotFound", path.resource() + " \"" + path.name() + "\" not found");
    }

    static ApiFailure unknownResource(String path) {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource: " + path);
    }

    static ApiFailure alreadyExists(ResourcePath path) {
        return new ApiFailure(409, "AlreadyExists",
                path.resource() + " \"" + path.name() + "\" already exists");
    }

    static ApiFailure conflict(ResourcePath path, String found) {
        return new ApiFailure(409, "Conflict", "Operation cannot be fulfilled on " + path.resource() + " \""
                + path.name() + "\": the object has been modified; " + found);
    }

    static ApiFailure expired(long resourceVersion) {
        return new ApiFailure(410, "Expired", "too old resource version: " + resourceVersion);
    }

    static ApiFailure invalid(String message) {
        return new ApiFailure(422, "Invalid", message);
    }

    static ApiFailure unsupported(String message) {
        return new ApiFailure(415, "UnsupportedMediaType", message);
    }

    static ApiFailure internal(RuntimeException problem) {
        return new ApiFailure(500, "InternalError", "the demo's API server failed: " + problem);
    }

    int code() {
        return code;
    }

    /// The body of the answer.
    String status() {
        return JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
                .put("message", String.valueOf(getMessage())).put("reason", reason).put("code", code)
                .toString();
    }
}
