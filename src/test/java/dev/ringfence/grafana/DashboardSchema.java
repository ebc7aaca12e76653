package dev.ringfence.grafana;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Grafana's own schema of a board, and of the panels in it.
final class DashboardSchema {
    private static final Path FOLDER = Path.of("src/test/resources/grafana");
    /// What the Prometheus data source adds to an annotation, and Grafana's types leave to it.
    private static final Set<String> OF_PROMETHEUS = Set.of("expr", "step", "titleFormat", "textFormat",
            "tagKeys");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private final Map<String, Schema> schemas = new HashMap<>();

    /// Where the board is not what Grafana reads; nothing if it is.
    List<String> problems(Board board) {
        var json = board.json().deepCopy();
        json.at("/annotations/list").forEach(annotation -> ((ObjectNode) annotation).remove(OF_PROMETHEUS));
        var problems = new ArrayList<>(problems("dashboard", "", json));
        for (var panel : board.panels()) {
            problems.addAll(problems(panel, "options", "/options"));
            problems.addAll(problems(panel, "custom", "/fieldConfig/defaults/custom"));
        }
        return problems;
    }

    private List<String> problems(JsonNode panel, String part, String pointer) {
        var there = panel.at(pointer);
        return there.isMissingNode()
                ? List.of()
                : problems("panels/" + Board.text(panel, "/type") + "." + part,
                        "panel \"" + Board.text(panel, "/title") + "\" " + pointer, there);
    }

    private List<String> problems(String schema, String place, JsonNode json) {
        return schemas.computeIfAbsent(schema, this::read).validate(json).stream()
                .map(problem -> place + problem).sorted().toList();
    }

    private Schema read(String name) {
        var file = FOLDER.resolve(name + ".schema.json");
        try {
            return registry.getSchema(Files.readString(file), InputFormat.JSON);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    file + " must be readable; the README beside it says how to make it", failure);
        }
    }
}
