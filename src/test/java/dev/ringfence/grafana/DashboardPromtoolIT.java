package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.controlplane.CommandResult;
import dev.ringfence.prometheus.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every expression of the boards, read by `promtool` as the expression of a recording rule.
class DashboardPromtoolIT {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), \\w+\\)");

    @TempDir
    private Path folder;

    static List<Board> boards() {
        return Board.shipped();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyExpressionIsPromql(Board board) throws IOException {
        var expressions = expressions(board);

        var checked = check(expressions);

        assertThat(checked.output()).contains("SUCCESS: " + expressions.size() + " rules found");
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void anExpressionThatIsNotPromqlIsFound() throws IOException {
        var broken = new Breakage("", "sum by (scope) (rate(", "sum by (scope) (rat(", "").broken();

        var checked = check(expressions(broken));

        assertThat(checked.exitCode()).isNotZero();
        assertThat(checked.output()).contains("unknown function with name \"rat\"");
    }

    /// Those of panels and annotations, and the selectors from which variables take their values.
    private static List<String> expressions(Board board) {
        var variables = Variables.all(board, "5m");
        var expressions = new ArrayList<String>();
        board.queries().forEach(query -> expressions.add(variables.in(query.expression())));
        board.variables().forEach(variable -> LABEL_VALUES.matcher(Board.text(variable, "/query")).results()
                .forEach(query -> expressions.add(variables.in(query.group(1)))));
        return expressions;
    }

    private CommandResult check(List<String> expressions) throws IOException {
        var rules = new ArrayList<Map<String, String>>();
        for (var expression : expressions) {
            rules.add(Map.of("record", "board:expression:" + rules.size(), "expr", expression));
        }
        // JSON is YAML too.
        var file = Files.writeString(folder.resolve("rules.yaml"), JsonMapper.shared().writeValueAsString(
                Map.of("groups", List.of(Map.of("name", "board", "rules", rules)))));
        return Promtool.run("check", "rules", file.toString());
    }
}
