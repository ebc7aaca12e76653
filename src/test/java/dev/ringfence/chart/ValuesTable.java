package dev.ringfence.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// The table of values in the chart's README, made from the comments in `values.yaml`.
final class ValuesTable {
    private static final Pattern COMMENT = Pattern.compile("( *)# (-- )?(.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ValuesTable() {}

    /// One row for each value that a comment with two dashes explains.
    static String of(Path valuesFile) throws IOException {
        var values = Yaml.map(valuesFile);
        var rows = new ArrayList<String>(List.of("| value | default | meaning |", "|---|---|---|"));
        Deque<String> path = new ArrayDeque<>();
        var comment = new StringBuilder();
        for (var line : Files.readAllLines(valuesFile)) {
            var said = COMMENT.matcher(line);
            var key = KEY.matcher(line);
            if (said.matches()) {
                if (said.group(2) != null || !comment.isEmpty()) {
                    comment.append(comment.isEmpty() ? "" : " ").append(said.group(3));
                }
            } else if (key.matches() && key.group(1).length() / 2 <= path.size()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.add(key.group(2));
                if (!comment.isEmpty()) {
                    var name = String.join(".", path);
                    rows.add("| `%s` | `%s` | %s |".formatted(name,
                            JSON.writeValueAsString(Yaml.at(values, name)), comment));
                }
                comment.setLength(0);
            } else {
                comment.setLength(0);
            }
        }
        return String.join("\n", rows) + "\n";
    }
}
