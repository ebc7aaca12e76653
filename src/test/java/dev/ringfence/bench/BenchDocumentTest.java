package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchDocumentTest {

    @Test
    void replacesWhatStandsBetweenTheMarkersOfThePartAndNothingElse() {
        var document = "# A\n<!-- begin a -->\nold\n<!-- end a -->\n<!-- begin b -->\nkept\n<!-- end b -->\n";

        assertThat(BenchDocument.replaced(document, "a", "new\n")).isEqualTo(
                "# A\n<!-- begin a -->\nnew\n<!-- end a -->\n<!-- begin b -->\nkept\n<!-- end b -->\n");
    }

    @Test
    void missingMarkersAreNamed() {
        assertThatThrownBy(() -> BenchDocument.replaced("# A\n", "a", "new\n")).hasMessage(
                "expected the markers \"<!-- begin a -->\" and \"<!-- end a -->\", found no such pair");
    }

    @Test
    void theDocumentHasAPlaceForEveryPart() throws IOException {
        var document = Files.readString(Path.of("docs", "benchmarks.md"));

        for (var part : List.of("repair", "evaluate", "exact", "events", "growth", "dialects", "worst",
                "stream", "start",
                "image", "size")) {
            assertThat(BenchDocument.replaced(document, part, "measured\n"))
                    .contains("measured\n<!-- end " + part);
        }
    }

    @Test
    void aLineOfTheTableStatesTheRatioFirst() {
        var results = List.of(Result.compared("repair, p50", "<= 1.5 x", 6.1, 5, "ms"),
                Result.alone("memory", "", 1234, "B"));

        assertThat(Result.table(results)).isEqualTo("""
                | measurement | ratio | goal | Ringfence | reference, same run |
                |---|---|---|---|---|
                | repair, p50 | 1.22 x | <= 1.5 x | 6.10 ms | 5.00 ms |
                | memory |  |  | 1234 B |  |
                """);
    }
}
