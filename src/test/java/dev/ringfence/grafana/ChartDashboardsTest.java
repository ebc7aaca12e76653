package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Holds the chart to ship every board, and not a copy of it.
class ChartDashboardsTest {
    private static final Path CHART = Path.of("helm", "ringfence", "dashboards");

    @Test
    void theChartLinksToEveryBoard() throws IOException {
        try (var files = Files.list(CHART)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
                    Board.shipped().stream().map(board -> board.name() + ".json").toList());
        }
        for (var board : Board.shipped()) {
            var link = CHART.resolve(board.name() + ".json");
            assertThat(link).isSymbolicLink();
            assertThat(Files.readSymbolicLink(link))
                    .isEqualTo(Path.of("../../../grafana", board.name() + ".json"));
            assertThat(link.toRealPath())
                    .isEqualTo(Board.FOLDER.resolve(board.name() + ".json").toRealPath());
        }
    }
}
