package dev.ringfence.grafana;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The selectors and the grouping labels of a PromQL expression, which may hold Grafana's variables.
///
/// Whether the expression is PromQL at all is `promtool`'s to say; this only finds its parts.
record Promql(List<Selector> selectors, List<String> groupingLabels) {

    Promql {
        selectors = List.copyOf(selectors);
        groupingLabels = List.copyOf(groupingLabels);
    }

    static Promql of(String expression) {
        return new Reading(expression).read();
    }

    /// One pass over the words of an expression.
    private static final class Reading {
        private static final Pattern WORD = Pattern.compile(
                "\"(?:\\\\.|[^\"\\\\])*\"|[A-Za-z_:][\\w:]*|\\$\\w+|\\$\\{[^}]*}|[\\d.]+\\w*|[=!]~|[=!<>]=|\\S");
        private static final Pattern NAME = Pattern.compile("[A-Za-z_:][\\w:]*");
        private static final Set<String> LABEL_LISTS = Set.of("by", "without", "on", "ignoring", "group_left",
                "group_right");
        private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "inf",
                "nan");

        private final List<String> words;
        private final List<Selector> selectors = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();
        /// The function before each parenthesis that is open.
        private final Deque<String> functions = new ArrayDeque<>();
        private String function = "";
        private int next;

        Reading(String expression) {
            words = WORD.matcher(expression).results().map(MatchResult::group).toList();
        }

        Promql read() {
            while (next < words.size()) {
                var word = words.get(next++);
                switch (word) {
                    case "(" -> {
                        functions.push(function);
                        function = "";
                    }
                    case ")" -> functions.poll();
                    case "{" -> {
                        next--;
                        select("");
                    }
                    // Of a subquery: a selector takes its own range.
                    case "[" -> until("]");
                    default -> name(word);
                }
            }
            return new Promql(selectors, labels);
        }

        private void name(String word) {
            if (!NAME.matcher(word).matches() || OPERATORS.contains(word)) {
                return;
            }
            if (LABEL_LISTS.contains(word)) {
                if (sees("(")) {
                    labels.addAll(
                            until(")").stream().filter(label -> NAME.matcher(label).matches()).toList());
                }
            } else if (sees("(") || sees("by") || sees("without")) {
                function = word;
            } else {
                select(word);
            }
        }

        private void select(String metric) {
            var matchers = new ArrayList<Selector.Matcher>();
            if (sees("{")) {
                var inside = until("}");
                for (var word = 1; word + 2 < inside.size(); word += 4) {
                    matchers.add(new Selector.Matcher(inside.get(word), inside.get(word + 1),
                            unquoted(inside.get(word + 2))));
                }
            }
            var range = sees("[")
                    ? Optional.of(unquoted(String.join("", until("]"))))
                    : Optional.<String>empty();
            var argumentOf = functions.isEmpty() ? "" : functions.element();
            selectors.add(new Selector(metric, matchers, range, argumentOf));
        }

        private boolean sees(String word) {
            return next < words.size() && words.get(next).equals(word);
        }

        /// The words from here to that one, both brackets included.
        private List<String> until(String end) {
            var from = next;
            while (next < words.size() && !words.get(next++).equals(end)) {
            }
            return words.subList(from, next);
        }

        /// Without the first and the last character.
        private static String unquoted(String text) {
            return text.length() < 2 ? text : text.substring(1, text.length() - 1);
        }
    }
}
