package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the links from board to board to boards and variables that exist.
class BoardLinksTest {
    private static final Pattern TO_BOARD = Pattern.compile("/d/([\\w-]+)\\?([^\"]*)");
    private static final Pattern CHOICE = Pattern.compile("var-(\\w+)=|\\$\\{(\\w+):queryparam}");

    static List<Board> boards() {
        return Board.shipped();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aLinkLeadsToABoardAndChoosesVariablesThatItHas(Board board) {
        var boards = boards().stream().collect(Collectors.toMap(Board::name, Board::variables));

        assertThat(TO_BOARD.matcher(board.json().toString()).results()).allSatisfy(link -> {
            assertThat(boards).containsKey(link.group(1));
            assertThat(boards.get(link.group(1))).extracting(variable -> Board.text(variable, "/name"))
                    .containsAll(CHOICE.matcher(link.group(2)).results()
                            .map(choice -> choice.group(1) == null ? choice.group(2) : choice.group(1))
                            .toList());
        });
    }

    @Test
    void theFleetLeadsToTheOnCallBoardOfACluster() {
        assertThat(Board.read(Board.FOLDER.resolve("ringfence-fleet.json")).json().toString())
                .contains("/d/ringfence-on-call?${datasource:queryparam}&var-cluster=");
    }
}
