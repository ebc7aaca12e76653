package dev.ringfence.cluster;

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
    /// Anything else, such as a server that cannot be reached: likely to pass.
    FAILURE;

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
        return FAILURE;
    }
}
