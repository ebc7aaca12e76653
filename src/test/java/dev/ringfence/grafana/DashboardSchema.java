package dev.ringfence.grafana;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Grafana's own schema of a board.
final class DashboardSchema {
    private static final Path FILE = Path.of("src/test/resources/grafana/dashboard.schema.json");
    /// What the Prometheus data source adds to an annotation, and Grafana's types leave to it.
    private static final Set<String> OF_PROMETHEUS = Set.of("expr", "step", "titleFormat", "textFormat",
            "tagKeys");

    private final Schema schema;

    DashboardSchema() {
        try {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Files.readString(FILE), InputFormat.JSON);
        } catch (IOException failure) {
            throw new UncheckedIOException(FILE + " must be readable", failure);
        }
    }

    /// Where the board is not what Grafana reads; nothing if it is.
    List<String> problems(Board board) {
        var json = board.json().deepCopy();
        json.at("/annotations/list").forEach(annotation -> ((ObjectNode) annotation).remove(OF_PROMETHEUS));
        return schema.validate(json).stream().map(Object::toString).sorted().toList();
    }
}
