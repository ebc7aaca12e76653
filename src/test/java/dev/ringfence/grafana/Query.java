package dev.ringfence.grafana;

import tools.jackson.databind.JsonNode;

/// A question that a board asks of Prometheus.
///
/// @param place where it stands in the board, for messages
/// @param expression with Grafana's variables
/// @param isInstant whether it asks for one moment, or else for a time
record Query(String place, String expression, boolean isInstant, JsonNode json) {

    static Query of(String place, JsonNode json) {
        return new Query(place, Board.text(json, "/expr"), json.at("/instant").asBoolean(false), json);
    }
}
