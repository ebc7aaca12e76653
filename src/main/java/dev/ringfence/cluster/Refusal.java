package dev.ringfence.cluster;

import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/// Why the API server does not serve a kind of object.
enum Refusal {
    /// It does.
    NONE,
    /// RBAC does not let Ringfence see the kind.
    FORBIDDEN,
    /// The API server does not know the kind.
    UNKNOWN_KIND,
    /// There was no answer at all: the server, or the way to it, is down.
    UNREACHABLE,
    /// Anything else: likely to pass.
    FAILURE;

    private static final int TEXT_LIMIT = 300;

    static Refusal of(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
                return switch (answer.getCode()) {
                    case HttpURLConnection.HTTP_FORBIDDEN -> FORBIDDEN;
                    case HttpURLConnection.HTTP_NOT_FOUND -> UNKNOWN_KIND;
                    default -> FAILURE;
                };
            }
        }
        return UNREACHABLE;
    }

    /// What the API server, or else the last link of the chain of causes, says about it: one bounded line.
    static String message(Throwable problem) {
        var root = problem;
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof KubernetesClientException answer && answer.getStatus() != null
                    && answer.getStatus().getMessage() != null) {
                return OneLine.of(answer.getStatus().getMessage(), TEXT_LIMIT);
            }
        }
        var message = root.getMessage();
        return OneLine.of(message == null ? root.getClass().getSimpleName() : message, TEXT_LIMIT);
    }
}
