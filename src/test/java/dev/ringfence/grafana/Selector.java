package dev.ringfence.grafana;

import java.util.List;
import java.util.Optional;

/// A selector of series in a PromQL expression, such as `up{job="a"}[5m]`.
///
/// @param metric empty where the selector names none
/// @param range what stands in brackets; absent where nothing does
/// @param function the function or aggregation of which it is an argument itself; empty where it is none
record Selector(String metric, List<Matcher> matchers, Optional<String> range, String function) {

    /// What a selector asks of one label.
    record Matcher(String label, String operator, String value) {
        @Override
        public String toString() {
            return label + operator + '"' + value + '"';
        }
    }

    Selector {
        matchers = List.copyOf(matchers);
    }
}
