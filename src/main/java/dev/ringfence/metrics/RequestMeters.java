package dev.ringfence.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/// The counter of the requests to the API server, under the name that Kubernetes' own clients use.
final class RequestMeters {
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "PATCH", "POST", "PUT");
    /// How Kubernetes' own clients call the outcome of a request without an answer.
    private static final String NO_ANSWER = "<error>";

    private final Counter requests;

    RequestMeters(PrometheusRegistry registry) {
        requests = Counter.builder().name("rest_client_requests_total")
                .help("Requests to the API server, by the status code of the answer")
                .labelNames("code", "method", "host").withoutExemplars().register(registry);
    }

    void ended(String method, String host, OptionalInt status) {
        var known = method.toUpperCase(Locale.ROOT);
        requests.labelValues(status.isPresent() ? Integer.toString(status.getAsInt()) : NO_ANSWER,
                METHODS.contains(known) ? known : "OTHER", LabelValue.of(host)).inc();
    }
}
