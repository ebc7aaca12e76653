package dev.ringfence.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Grafana board.
///
/// @param name the name of its file, without `.json`
record Board(String name, JsonNode json) {
    static final Path FOLDER = Path.of("grafana");

    static Board of(String name, String text) {
        return new Board(name, JsonMapper.shared().readTree(text));
    }

    static Board read(Path file) {
        try {
            return of(file.getFileName().toString().replaceFirst("\\.json$", ""), Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " must be readable", failure);
        }
    }

    /// Every board that is shipped, by name.
    static List<Board> shipped() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(Board::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(FOLDER + " must be readable", failure);
        }
    }

    /// The panels, those inside rows too, without the rows themselves.
    List<JsonNode> panels() {
        return rowsAndPanels().filter(panel -> !isRow(panel)).toList();
    }

    Stream<JsonNode> rowsAndPanels() {
        return json.at("/panels").valueStream()
                .flatMap(panel -> Stream.concat(Stream.of(panel), panel.at("/panels").valueStream()));
    }

    private static boolean isRow(JsonNode panel) {
        return text(panel, "/type").equals("row");
    }

    List<JsonNode> variables() {
        return json.at("/templating/list").valueStream().toList();
    }

    /// What the board asks of Prometheus: for its panels and its annotations.
    List<Query> queries() {
        var queries = new ArrayList<Query>();
        panels().forEach(panel -> panel.at("/targets").valueStream()
                .forEach(target -> queries.add(Query.ofPanel(panel, target))));
        json.at("/annotations/list").valueStream()
                .forEach(annotation -> queries.add(Query.ofAnnotation(annotation)));
        return List.copyOf(queries);
    }

    /// The text at a JSON pointer; empty where there is none.
    static String text(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }

    @Override
    public String toString() {
        return name;
    }
}
