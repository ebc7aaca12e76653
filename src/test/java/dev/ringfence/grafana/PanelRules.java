package dev.ringfence.grafana;

import static dev.ringfence.grafana.Board.text;
import static dev.ringfence.grafana.Rule.unless;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The rules about each panel.
final class PanelRules {
    /// Those of Grafana's units that fit what Ringfence measures.
    private static final Set<String> UNITS = Set.of("none", "short", "s", "dtdurations", "dateTimeAsIso",
            "bytes",
            "Bps", "percentunit", "ops", "bool_yes_no");
    private static final int COLUMNS = 24;

    private PanelRules() {}

    static List<Rule> all() {
        return List.of(
                each("panel-data-source", panel -> unless(
                        text(panel, "/datasource/uid").equals(VariableRules.DATA_SOURCE),
                        "must take its data from " + VariableRules.DATA_SOURCE + ", not from: "
                                + text(panel, "/datasource/uid"))),
                each("panel-title-description", panel -> unless(
                        !text(panel, "/title").isBlank() && !text(panel, "/description").isBlank(),
                        "must have a title and a description")),
                each("panel-unit", panel -> isText(panel)
                        ? Stream.empty()
                        : units(panel).flatMap(
                                unit -> unless(UNITS.contains(unit),
                                        "must have a known unit, but has: " + unit))),
                each("panel-targets", panel -> unless(isText(panel) || !panel.at("/targets").isEmpty(),
                        "must ask something")),
                new Rule("panel-ids", PanelRules::ids), new Rule("panel-layout", PanelRules::layout));
    }

    private static Rule each(String name, Function<JsonNode, Stream<String>> findings) {
        return new Rule(name, board -> board.panels().stream().flatMap(panel -> findings.apply(panel)
                .map(finding -> "panel \"" + text(panel, "/title") + "\" " + finding)));
    }

    private static boolean isText(JsonNode panel) {
        return text(panel, "/type").equals("text");
    }

    /// The unit of the panel, and those of single fields.
    private static Stream<String> units(JsonNode panel) {
        return Stream.concat(Stream.of(text(panel, "/fieldConfig/defaults/unit")),
                panel.at("/fieldConfig/overrides").valueStream()
                        .flatMap(override -> override.at("/properties").valueStream())
                        .filter(property -> text(property, "/id").equals("unit"))
                        .map(property -> text(property, "/value")));
    }

    private static Stream<String> ids(Board board) {
        var seen = new HashSet<Integer>();
        return board.rowsAndPanels().filter(panel -> !seen.add(panel.at("/id").asInt(0))).map(
                panel -> "panel \"" + text(panel, "/title") + "\" must have an id of its own");
    }

    private static Stream<String> layout(Board board) {
        var findings = new ArrayList<String>();
        var taken = new HashSet<List<Integer>>();
        board.rowsAndPanels().forEach(panel -> {
            var left = panel.at("/gridPos/x").asInt(COLUMNS);
            var right = left + panel.at("/gridPos/w").asInt(COLUMNS);
            var top = panel.at("/gridPos/y").asInt(0);
            var free = right <= COLUMNS;
            for (var column = left; column < right; column++) {
                for (var row = top; row < top + panel.at("/gridPos/h").asInt(0); row++) {
                    free &= taken.add(List.of(column, row));
                }
            }
            unless(free, "panel \"" + text(panel, "/title") + "\" must lie beside the others, in " + COLUMNS
                    + " columns").forEach(findings::add);
        });
        return findings.stream();
    }
}
