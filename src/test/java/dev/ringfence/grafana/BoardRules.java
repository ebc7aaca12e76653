package dev.ringfence.grafana;

import static dev.ringfence.grafana.Board.text;
import static dev.ringfence.grafana.Rule.unless;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The rules about a board as a whole.
final class BoardRules {
    private static final Set<String> TIME_ZONES = Set.of("utc", "browser");

    private BoardRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("board-title-description", board -> unless(
                        !text(board.json(), "/title").isBlank()
                                && !text(board.json(), "/description").isBlank(),
                        "the board must have a title and a description")),
                new Rule("board-uneditable", board -> unless(
                        board.json().at("/editable").isBoolean()
                                && !board.json().at("/editable").asBoolean(),
                        "editable must be false, for the file is the board")),
                new Rule("board-uid", BoardRules::identity),
                new Rule("board-tags", board -> unless(
                        board.json().at("/tags").valueStream()
                                .anyMatch(tag -> tag.asString().equals("ringfence")),
                        "the tags must include ringfence, by which the boards find each other")),
                new Rule("board-time-zone", board -> unless(
                        TIME_ZONES.contains(text(board.json(), "/timezone")),
                        "the time zone must be utc or browser, but is: " + text(board.json(), "/timezone"))),
                new Rule("board-refresh", board -> unless(
                        text(board.json(), "/refresh").matches("[1-9]\\d*[smh]"),
                        "the board must refresh itself, such as every 30s, but says: "
                                + text(board.json(), "/refresh"))));
    }

    /// Links lead to the uid, and provisioning goes by it; a numeric id belongs to one Grafana only.
    private static Stream<String> identity(Board board) {
        return Stream.concat(
                unless(text(board.json(), "/uid").equals(board.name()) && board.name().length() <= 40,
                        "the uid must be the name of the file, " + board.name()
                                + ", of at most 40 characters, but is: " + text(board.json(), "/uid")),
                unless(board.json().at("/id").isMissingNode(), "the board must not have a numeric id"));
    }
}
