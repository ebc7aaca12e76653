package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the boards to the rules, and the rules to boards that break them.
class DashboardRulesTest {
    private static final String JOB = "{\"name\": \"job\", \"label\": \"Job\", \"type\": \"query\"";
    private static final String RATE = "rate(ringfence_evaluations_total{cluster=~\\\"$cluster\\\", ";
    private static final String HEAP = "\"expr\": \"jvm_memory_used_bytes{cluster=~\\\"$cluster\\\", ";

    @Test
    void thereIsABoardForEachOfTheThreeQuestions() {
        assertThat(Board.shipped()).extracting(Board::name).containsExactly("ringfence-fleet",
                "ringfence-guard-health", "ringfence-on-call");
        assertThat(Board.shipped()).allSatisfy(board -> {
            assertThat(board.panels()).hasSizeGreaterThan(10);
            assertThat(board.queries()).hasSizeGreaterThan(20);
        });
    }

    static Stream<Arguments> boardsAndRules() {
        return Board.shipped().stream()
                .flatMap(board -> Rule.all().stream().map(rule -> Arguments.of(board, rule)));
    }

    @ParameterizedTest
    @MethodSource("boardsAndRules")
    void everyBoardKeepsEveryRule(Board board, Rule rule) {
        assertThat(rule.check(board)).isEmpty();
    }

    @Test
    void aGoodBoardBreaksNoRule() {
        assertThat(Rule.all()).allSatisfy(
                rule -> assertThat(rule.check(Breakage.specimen())).as(rule.name()).isEmpty());
    }

    @Test
    void everyRuleIsShownToBeBreakable() {
        assertThat(breakages()).extracting(Breakage::rule)
                .containsAll(Rule.all().stream().map(Rule::name).toList());
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void aBrokenBoardIsFoundByTheRuleAndByNoOther(Breakage breakage) {
        var board = breakage.broken();

        assertThat(Rule.all()).allSatisfy(rule -> assertThat(rule.check(board)).as(rule.name())
                .isEqualTo(rule.name().equals(breakage.rule()) ? List.of(breakage.finding()) : List.of()));
    }

    static Stream<Breakage> breakages() {
        return Stream.of(ofBoards(), ofVariables(), ofPanels(), ofQueries()).flatMap(List::stream);
    }

    private static List<Breakage> ofBoards() {
        return List.of(
                new Breakage("board-title-description", "\"Breaks no rule.\"", "\"\"",
                        "the board must have a title and a description"),
                new Breakage("board-uneditable", "\"editable\": false", "\"editable\": true",
                        "editable must be false, for the file is the board"),
                new Breakage("board-uid", "\"uid\": \"specimen\"", "\"uid\": \"d3adb33f\"",
                        "the uid must be the name of the file, specimen, of at most 40 characters, but is: d3adb33f"),
                new Breakage("board-uid", "\"uid\": \"specimen\"", "\"id\": 7, \"uid\": \"specimen\"",
                        "the board must not have a numeric id"),
                new Breakage("board-tags", "[\"ringfence\"]", "[]",
                        "the tags must include ringfence, by which the boards find each other"),
                new Breakage("board-time-zone", "\"utc\"", "\"Europe/Berlin\"",
                        "the time zone must be utc or browser, but is: Europe/Berlin"),
                new Breakage("board-refresh", "\"refresh\": \"30s\"", "\"refresh\": \"\"",
                        "the board must refresh itself, such as every 30s, but says: "));
    }

    private static List<Breakage> ofVariables() {
        return List.of(
                new Breakage("variable-data-source", "\"label\": \"Data source\"", "\"label\": \"Source\"",
                        "one variable must choose the Prometheus: named datasource, labelled \"Data source\""),
                new Breakage("variable-job", JOB, JOB.replace("\"Job\"", "\"Work\""),
                        "a query variable must be named job, labelled \"Job\", take several values, and mean \".+\" by All"),
                new Breakage("variable-instance", "\"label\": \"Instance\"", "\"label\": \"Replica\"",
                        "a query variable must be named instance, labelled \"Instance\", take several values,"
                                + " and mean \".+\" by All"),
                new Breakage("variable-cluster", "\"allValue\": \".*\"", "\"allValue\": \".+\"",
                        "a query variable must be named cluster, labelled \"Cluster\", take several values,"
                                + " and mean \".*\" by All"),
                new Breakage("variable-query", "label_values(ringfence_build_info, job)",
                        "label_values(up, job)",
                        "variable job must be label_values of a series of Ringfence in ${datasource},"
                                + " but is: label_values(up, job) in ${datasource}"),
                new Breakage("variable-refresh", "_info, job)\", \"refresh\": 2",
                        "_info, job)\", \"refresh\": 1",
                        "variable job must be read anew when the time changes"));
    }

    private static List<Breakage> ofPanels() {
        return List.of(
                new Breakage("panel-data-source",
                        "\"y\": 1},\n       \"datasource\": {\"type\": \"prometheus\","
                                + " \"uid\": \"${datasource}\"}",
                        "\"y\": 1}, \"datasource\": {\"uid\": \"P1809\"}",
                        "panel \"Judgements\" must take its data from ${datasource}, not from: P1809"),
                new Breakage("panel-title-description", "\"description\": \"How many a second.\", ", "",
                        "panel \"Judgements\" must have a title and a description"),
                new Breakage("panel-unit", "\"unit\": \"ops\"", "\"unit\": \"apples\"",
                        "panel \"Judgements\" must have a known unit, but has: apples"),
                new Breakage("panel-unit", "\"defaults\": {\"unit\": \"ops\"}", "\"defaults\": {}",
                        "panel \"Judgements\" must have a known unit, but has: "),
                new Breakage("panel-unit", "\"value\": \"s\"", "\"value\": \"pears\"",
                        "panel \"Heap\" must have a known unit, but has: pears"),
                new Breakage("panel-targets",
                        "\"targets\": [{\"refId\": \"A\", \"datasource\": {\"type\": \"prometheus\","
                                + " \"uid\": \"${datasource}\"},\n         ",
                        "\"targets\": [], \"links\": [{\"title\": \"A\", ",
                        "panel \"Judgements\" must ask something"),
                new Breakage("panel-ids", "\"id\": 3", "\"id\": 2",
                        "panel \"Heap\" must have an id of its own"),
                new Breakage("panel-layout", "\"x\": 12", "\"x\": 11",
                        "panel \"Heap\" must lie beside the others, in 24 columns"),
                new Breakage("panel-layout", "\"x\": 12", "\"x\": 13",
                        "panel \"Heap\" must lie beside the others, in 24 columns"));
    }

    private static List<Breakage> ofQueries() {
        return List.of(
                new Breakage("query-data-source",
                        "\"targets\": [{\"refId\": \"A\", \"datasource\": {\"type\":"
                                + " \"prometheus\", \"uid\": \"${datasource}\"},\n         ",
                        "\"targets\": [{\"refId\": \"A\", ",
                        "panel \"Judgements\" A: must ask ${datasource}"),
                new Breakage("query-declared-variables", HEAP, HEAP.replace("{", "{id=~\\\"$pool\\\", "),
                        "panel \"Heap\" A: the board does not declare the variable $pool"),
                new Breakage("query-rate-interval", "[$__rate_interval]))", "[5m]))",
                        "panel \"Judgements\" A: ringfence_evaluations_total must look back $__rate_interval, not: 5m"),
                new Breakage("query-counter", RATE, RATE.replace("rate", "delta"),
                        "panel \"Judgements\" A: ringfence_evaluations_total is a counter, so it must be in a rate"
                                + " or an increase"),
                new Breakage("query-matchers", RATE, RATE.replace("cluster=~\\\"$cluster\\\", ", ""),
                        "panel \"Judgements\" A: ringfence_evaluations_total must have the matcher cluster=~\"$cluster\""),
                new Breakage("query-matchers", RATE, RATE + "instance=\\\"10.0.0.7:8080\\\", ",
                        "panel \"Judgements\" A: ringfence_evaluations_total must not have the matcher"
                                + " instance=\"10.0.0.7:8080\""),
                new Breakage("query-known-metric", "{{result}}\"}]}",
                        "\"}, {\"name\": \"x\", \"datasource\": {\"uid\":"
                                + " \"${datasource}\"}, \"expr\": \"ringfence_apples{cluster=~\\\"$cluster\\\","
                                + " job=~\\\"$job\\\", instance=~\\\"$instance\\\"}\"}]}",
                        "annotation \"x\": ringfence_apples is no metric of Ringfence"),
                new Breakage("query-known-label", RATE, RATE + "pod=\\\"model-0\\\", ",
                        "panel \"Judgements\" A: ringfence_evaluations_total has no label pod"),
                new Breakage("query-known-grouping", "sum by (scope)", "sum by (scope, pod)",
                        "panel \"Judgements\" A: no series has the label pod"),
                new Breakage("query-known-grouping", "{{scope}}", "{{namespace}}",
                        "panel \"Judgements\" A: no series has the label namespace"),
                new Breakage("query-only-ringfence", "and on (cluster, job, instance) ringfence",
                        "or ringfence",
                        "panel \"Heap\" A: other programs have this series too, so it must be followed by"
                                + " and on (cluster, job, instance) ringfence_build_info{...}"));
    }
}
