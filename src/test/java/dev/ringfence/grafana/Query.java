package dev.ringfence.grafana;

import tools.jackson.databind.JsonNode;

/// A question that a board asks of Prometheus.
///
/// @param place where it stands in the board, for messages
/// @param kind what the answer is for
/// @param expression with Grafana's variables
record Query(String place, Kind kind, String expression, JsonNode json) {

    /// What an answer is for.
    enum Kind {
        /// A panel that shows one moment.
        MOMENT,
        /// A panel that shows a time.
        TIME,
        /// Marks of events in all panels, so that no answer means that nothing happened.
        EVENTS
    }

    static Query ofPanel(JsonNode panel, JsonNode target) {
        return new Query("panel \"" + Board.text(panel, "/title") + "\" " + Board.text(target, "/refId"),
                target.at("/instant").asBoolean(false) ? Kind.MOMENT : Kind.TIME, Board.text(target, "/expr"),
                target);
    }

    static Query ofAnnotation(JsonNode annotation) {
        return new Query("annotation \"" + Board.text(annotation, "/name") + "\"", Kind.EVENTS,
                Board.text(annotation, "/expr"), annotation);
    }
}
