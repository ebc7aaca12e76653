package dev.ringfence.grafana;

import static dev.ringfence.grafana.Rule.unless;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules about each question to Prometheus, in panels and annotations.
final class QueryRules {
    private static final Set<String> RATES = Set.of("rate", "irate", "increase");
    private static final List<Selector.Matcher> REQUIRED = List.of(
            new Selector.Matcher("cluster", "=~", "$cluster"), new Selector.Matcher("job", "=~", "$job"),
            new Selector.Matcher("instance", "=~", "$instance"));
    /// What Prometheus itself or its configuration puts on every series.
    private static final Set<String> TARGET_LABELS = Set.of("cluster", "job", "instance");
    private static final String OF_RINGFENCE = " and on (cluster, job, instance) ringfence_build_info{";
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private QueryRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("query-data-source", board -> board.queries().stream().flatMap(query -> unless(
                        Board.text(query.json(), "/datasource/uid").equals(VariableRules.DATA_SOURCE),
                        query.place() + ": must ask " + VariableRules.DATA_SOURCE))),
                new Rule("query-declared-variables", QueryRules::undeclared),
                each("query-rate-interval", (_, selector) -> unless(
                        selector.range().isEmpty() || selector.range().get().equals("$__rate_interval"),
                        "must look back $__rate_interval, not: " + selector.range().orElse(""))),
                each("query-counter", (_, selector) -> unless(
                        !ExposedMetrics.get().isCounter(selector.metric())
                                || RATES.contains(selector.function()),
                        "is a counter, so it must be in a rate or an increase")),
                each("query-matchers", (_, selector) -> Stream.concat(
                        REQUIRED.stream().filter(matcher -> !selector.matchers().contains(matcher))
                                .map(matcher -> "must have the matcher " + matcher),
                        selector.matchers().stream().filter(matcher -> TARGET_LABELS.contains(matcher.label())
                                && !REQUIRED.contains(matcher)).map(matcher -> "must not have the matcher "
                                        + matcher))),
                each("query-known-metric", (_, selector) -> unless(
                        ExposedMetrics.get().has(selector.metric()), "is no metric of Ringfence")),
                each("query-known-label", (_, selector) -> selector.matchers().stream()
                        .filter(matcher -> !TARGET_LABELS.contains(matcher.label())
                                && !ExposedMetrics.get().labels(selector.metric()).contains(matcher.label()))
                        .map(matcher -> "has no label " + matcher.label())),
                new Rule("query-known-grouping", QueryRules::unknownGrouping),
                new Rule("query-only-ringfence", QueryRules::ofOthers));
    }

    private static Rule each(String name, BiFunction<Query, Selector, Stream<String>> findings) {
        return new Rule(name, board -> board.queries().stream()
                .flatMap(query -> Promql.of(query.expression()).selectors().stream()
                        .flatMap(selector -> findings.apply(query, selector)
                                .map(finding -> query.place() + ": " + selector.metric() + " " + finding))));
    }

    private static Stream<String> undeclared(Board board) {
        var variables = Variables.all(board, "5m");
        return board.queries().stream().flatMap(query -> {
            try {
                variables.in(query.expression());
                return Stream.empty();
            } catch (IllegalArgumentException undeclared) {
                return Stream.of(query.place() + ": " + undeclared.getMessage());
            }
        });
    }

    /// Labels by which series are grouped or named, and which none of them has.
    private static Stream<String> unknownGrouping(Board board) {
        return board.queries().stream().flatMap(query -> {
            var promql = Promql.of(query.expression());
            var legend = LEGEND_LABEL.matcher(Board.text(query.json(), "/legendFormat") + " "
                    + Board.text(query.json(), "/textFormat")).results().map(label -> label.group(1));
            return Stream.concat(promql.groupingLabels().stream(), legend).distinct()
                    .filter(label -> !TARGET_LABELS.contains(label) && promql.selectors().stream().noneMatch(
                            selector -> ExposedMetrics.get().labels(selector.metric()).contains(label)))
                    .map(label -> query.place() + ": no series has the label " + label);
        });
    }

    /// All jobs means every job of that Prometheus, and other programs have a `jvm_memory_used_bytes` too.
    private static Stream<String> ofOthers(Board board) {
        return board.queries().stream().filter(query -> {
            var common = Promql.of(query.expression()).selectors().stream()
                    .filter(selector -> !selector.metric().startsWith("ringfence_")).count();
            return query.expression().split(Pattern.quote(OF_RINGFENCE), -1).length - 1 < common;
        }).map(query -> query.place() + ": other programs have this series too, so it must be followed by"
                + OF_RINGFENCE + "...}");
    }
}
