package dev.ringfence.grafana;

import static dev.ringfence.grafana.Board.text;
import static dev.ringfence.grafana.Rule.unless;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The rules about the variables of a board.
final class VariableRules {
    /// What a data source must be everywhere.
    static final String DATA_SOURCE = "${datasource}";
    private static final int ON_TIME_CHANGE = 2;

    private VariableRules() {}

    static List<Rule> all() {
        return List.of(new Rule("variable-data-source", VariableRules::dataSource),
                new Rule("variable-job", board -> choice(board, "job", "Job", ".+")),
                new Rule("variable-instance", board -> choice(board, "instance", "Instance", ".+")),
                // So that a Prometheus without a cluster label has its series selected too.
                new Rule("variable-cluster", board -> choice(board, "cluster", "Cluster", ".*")),
                new Rule("variable-query", board -> ofQueries(board).flatMap(variable -> unless(
                        text(variable, "/query").matches("label_values\\(ringfence_\\w+(\\{.*})?, \\w+\\)")
                                && text(variable, "/datasource/uid").equals(DATA_SOURCE),
                        "variable " + text(variable, "/name")
                                + " must be label_values of a series of Ringfence"
                                + " in " + DATA_SOURCE + ", but is: " + text(variable, "/query") + " in "
                                + text(variable, "/datasource/uid")))),
                new Rule("variable-refresh", board -> ofQueries(board).flatMap(variable -> unless(
                        variable.at("/refresh").asInt(0) == ON_TIME_CHANGE,
                        "variable " + text(variable, "/name")
                                + " must be read anew when the time changes"))));
    }

    private static Stream<JsonNode> ofQueries(Board board) {
        return board.variables().stream().filter(variable -> text(variable, "/type").equals("query"));
    }

    private static Stream<String> dataSource(Board board) {
        var sources = board.variables().stream()
                .filter(variable -> text(variable, "/type").equals("datasource")).toList();
        return unless(sources.size() == 1 && text(sources.getFirst(), "/name").equals("datasource")
                && text(sources.getFirst(), "/label").equals("Data source")
                && text(sources.getFirst(), "/query").equals("prometheus"),
                "one variable must choose the Prometheus: named datasource, labelled \"Data source\"");
    }

    private static Stream<String> choice(Board board, String name, String label, String all) {
        var found = board.variables().stream().filter(variable -> text(variable, "/name").equals(name))
                .findFirst();
        return unless(found.filter(variable -> text(variable, "/type").equals("query")
                && text(variable, "/label").equals(label) && variable.at("/multi").asBoolean(false)
                && variable.at("/includeAll").asBoolean(false)
                && text(variable, "/allValue").equals(all)).isPresent(),
                "a query variable must be named %s, labelled \"%s\", take several values, and mean \"%s\" by All"
                        .formatted(name, label, all));
    }
}
