package dev.ringfence.web;

import java.util.List;

/// What decides about `/livez` and `/readyz`, beyond what the report says by itself.
///
/// @param live a failure that lasts asks for the process to be restarted
/// @param ready a failure says that the answers of the process are not to be relied upon yet
public record HealthChecks(List<HealthCheck> live, List<HealthCheck> ready) {
    public HealthChecks {
        live = List.copyOf(live);
        ready = List.copyOf(ready);
    }
}
