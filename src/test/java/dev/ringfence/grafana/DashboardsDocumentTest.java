package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/dashboards.md` to the boards.
class DashboardsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "dashboards.md");
    private static final Pattern BOARD = Pattern.compile("^\\| \\[(.*)]\\(\\.\\./grafana/(.*)\\.json\\) \\|",
            Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("^\\| (.*), `(\\w+)` \\| (.*) \\| .* \\|$",
            Pattern.MULTILINE);

    @Test
    void theTableListsEveryBoardByItsTitle() throws IOException {
        assertThat(BOARD.matcher(Files.readString(DOCUMENT)).results()
                .map(row -> row.group(2) + ": " + row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Board.shipped().stream()
                        .map(board -> board.name() + ": " + Board.text(board.json(), "/title")).toList());
    }

    @Test
    void theTableListsEveryVariableAndTheBoardsThatHaveIt() throws IOException {
        var all = Board.shipped().size();
        var documented = VARIABLE.matcher(Files.readString(DOCUMENT)).results().flatMap(row -> Stream
                .of(row.group(3).equals("all") ? shippedNames() : row.group(3).split(", "))
                .map(board -> board + ": " + row.group(1) + " " + row.group(2)));

        assertThat(documented).hasSizeGreaterThan(4 * all).containsExactlyInAnyOrderElementsOf(
                Board.shipped().stream().flatMap(board -> board.variables().stream()
                        .map(variable -> Board.text(board.json(), "/title").replace("Ringfence / ", "") + ": "
                                + Board.text(variable, "/label") + " " + Board.text(variable, "/name")))
                        .toList());
    }

    private static String[] shippedNames() {
        return Board.shipped().stream()
                .map(board -> Board.text(board.json(), "/title").replace("Ringfence / ", ""))
                .toArray(String[]::new);
    }
}
