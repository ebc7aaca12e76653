package dev.ringfence.demo;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A drift as Ringfence's HTTP API tells it.
///
/// @param witness one flow that shows the difference, as a sentence; empty where none does
/// @param cause the object and rule that make the difference, and who changed it
/// @param action the name of what was done last; empty where nothing was
/// @param result how that ended
record Sighting(String kind, String verdict, String severity, String state, String witness, String cause,
        String action, String result, Instant detectedAt, Optional<Instant> closedAt) {

    static Sighting of(JsonNode drift) {
        var actions = drift.path("actions");
        var last = actions.path(actions.size() - 1);
        var closedAt = drift.path("closedAt").asString("");
        return new Sighting(text(drift, "kind"), text(drift, "verdict"), text(drift, "severity"),
                text(drift, "state"), witness(text(drift, "verdict"), drift.path("witnesses").path(0)),
                cause(drift.path("cause")), text(last, "action"), text(last, "result"),
                Instant.parse(text(drift, "detectedAt")),
                closedAt.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(closedAt)));
    }

    private static String witness(String verdict, JsonNode flow) {
        if (flow.isMissingNode()) {
            return "";
        }
        var can = switch (verdict) {
            case "Loosened" -> " can reach ";
            case "Tightened" -> " can no longer reach ";
            default -> " to ";
        };
        var port = flow.path("port").asString(text(flow, "portName"));
        return text(flow, "source") + can + text(flow, "destination") + " on " + text(flow, "protocol")
                + (port.isEmpty() ? "" : " " + port);
    }

    private static String cause(JsonNode cause) {
        var object = cause.path("object");
        var namespace = text(object, "namespace");
        var name = (namespace.isEmpty() ? "" : namespace + "/") + text(object, "name");
        var rule = text(cause, "rule");
        var manager = text(cause.path("changedBy"), "manager");
        return text(object, "kind") + " " + name + (rule.isEmpty() ? "" : ", " + rule)
                + (manager.isEmpty() ? "" : ", changed by " + manager);
    }

    private static String text(JsonNode parent, String name) {
        return parent.path(name).asString("");
    }

    boolean isClosed() {
        return closedAt.isPresent();
    }
}
