package dev.ringfence.prometheus;

import tools.jackson.databind.JsonNode;

/// Something that a Prometheus server scrapes, and how that went last.
///
/// @param health `up`, `down` or `unknown`
/// @param error why it is down; empty where it is not
public record Target(String job, String address, String health, String error) {

    static Target of(JsonNode json) {
        return new Target(json.at("/labels/job").asString(), json.at("/labels/instance").asString(),
                json.at("/health").asString(), json.at("/lastError").asString());
    }
}
