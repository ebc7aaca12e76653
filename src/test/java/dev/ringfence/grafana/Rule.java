package dev.ringfence.grafana;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Something that every board must keep to.
///
/// Most of them are those of Grafana's `dashboard-linter`, under names of its kind.
///
/// @param findings says of a board, in a sentence each, where it breaks the rule
record Rule(String name, Function<Board, Stream<String>> findings) {

    /// All rules.
    static List<Rule> all() {
        return Stream.of(BoardRules.all(), VariableRules.all(), PanelRules.all(), QueryRules.all())
                .flatMap(List::stream).toList();
    }

    List<String> check(Board board) {
        return findings.apply(board).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /// A finding if something is not as it should be.
    static Stream<String> unless(boolean kept, String finding) {
        return kept ? Stream.empty() : Stream.of(finding);
    }
}
