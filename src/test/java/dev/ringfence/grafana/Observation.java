package dev.ringfence.grafana;

import dev.ringfence.prometheus.PrometheusServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// What a Prometheus has seen in some time, and what the boards show of that.
///
/// Questions are named by board and place. Each method takes what is chosen in a board's variables, where that is not `All`.
record Observation(PrometheusServer prometheus, Instant began, Instant ended) {
    private static final String RATE_INTERVAL = PrometheusServer.INTERVAL.multipliedBy(10).toSeconds() + "s";
    private static final double ROUNDING = 1e-9;

    /// The questions of panels.
    static List<String> questions() {
        return those((query, _) -> query.kind() != Query.Kind.EVENTS, UnaryOperator.identity());
    }

    /// The questions of panels about one moment that have no answer now.
    static List<String> emptyNow(PrometheusServer prometheus) {
        return those((query, expression) -> query.kind() == Query.Kind.MOMENT
                && prometheus.query(expression).isEmpty(), UnaryOperator.identity());
    }

    /// The questions of panels that had no answer in all the time.
    List<String> empty(UnaryOperator<Variables> choice) {
        return those((query, expression) -> query.kind() != Query.Kind.EVENTS && isEmpty(expression), choice);
    }

    /// The annotations of which there was one.
    List<String> marks() {
        return those((query, expression) -> query.kind() == Query.Kind.EVENTS && !isEmpty(expression),
                UnaryOperator.identity());
    }

    /// The questions that are answered otherwise if something is chosen than if all is.
    List<String> differing(UnaryOperator<Variables> choice) {
        return Board.shipped().stream().flatMap(board -> board.queries().stream().filter(query -> {
            var all = variables(board);
            return !isSame(series(all.in(query.expression())),
                    series(choice.apply(all).in(query.expression())));
        }).map(query -> board + ": " + query.place())).toList();
    }

    private static List<String> those(BiPredicate<Query, String> condition, UnaryOperator<Variables> choice) {
        return Board.shipped().stream().flatMap(board -> board.queries().stream()
                .filter(query -> condition.test(query, choice.apply(variables(board)).in(query.expression())))
                .map(query -> board + ": " + query.place())).toList();
    }

    private static Variables variables(Board board) {
        return Variables.all(board, RATE_INTERVAL);
    }

    /// Whether nothing can be drawn: what is not a number cannot be.
    private boolean isEmpty(String expression) {
        return series(expression).values().stream().flatMap(List::stream).noneMatch(Double::isFinite);
    }

    /// The order in which Prometheus adds numbers up is not always the same, and so are their last digits.
    private static boolean isSame(Map<String, List<Double>> one, Map<String, List<Double>> other) {
        return one.keySet().equals(other.keySet()) && one.keySet().stream()
                .allMatch(labels -> isSame(one.getOrDefault(labels, List.of()),
                        other.getOrDefault(labels, List.of())));
    }

    private static boolean isSame(List<Double> one, List<Double> other) {
        return one.size() == other.size() && IntStream.range(0, one.size()).allMatch(
                at -> one.get(at).equals(other.get(at))
                        || Math.abs(one.get(at) - other.get(at)) <= ROUNDING * Math.abs(one.get(at)));
    }

    /// The values of each series over the time, by its labels.
    private Map<String, List<Double>> series(String expression) {
        return answer(expression).at("/result").valueStream().collect(Collectors.toMap(
                series -> series.at("/metric").toString(), series -> series.at("/values").valueStream()
                        .map(sample -> sample.at("/1").asString().replace("Inf", "Infinity"))
                        .map(Double::valueOf).toList()));
    }

    private JsonNode answer(String expression) {
        return prometheus
                .data("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                        + "&start=" + began.getEpochSecond() + "&end=" + ended.getEpochSecond() + "&step="
                        + PrometheusServer.INTERVAL.toSeconds());
    }
}
