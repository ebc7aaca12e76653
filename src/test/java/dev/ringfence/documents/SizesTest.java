package dev.ringfence.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Holds the table of sizes in `docs/operations.md` to what was measured, and its resources to that.
class SizesTest {
    private static final Pattern MEASURED = Pattern
            .compile("^\\| ([0-9,]+) pods: ([^|]*) \\|[^|]*\\|[^|]*\\| ([0-9.]+) ([^|]*) \\|",
                    Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile(
            "^\\| ([0-9,]+) \\| ([0-9,]+) \\| ([0-9.]+) s \\| ([0-9.]+) s \\| ([0-9]+) MiB \\| ([0-9]+) MiB \\| ([0-9]+) %[^|]*\\| `(.*)` \\|$",
            Pattern.MULTILINE);
    private static final List<String> COLUMNS = List.of("process start to ready",
            "processor time until ready",
            "memory, the most", "live heap", "processor, idle");

    private record Row(String pods, List<Double> values, String resources) {}

    private static List<Row> rows() {
        return ROW.matcher(Document.read(Path.of("docs", "operations.md")).text()).results()
                .map(row -> new Row(row.group(1),
                        List.of(row.group(3), row.group(4), row.group(5), row.group(6), row.group(7)).stream()
                                .map(Double::valueOf).toList(),
                        row.group(8)))
                .toList();
    }

    private static double measured(String pods, String what) {
        return MEASURED.matcher(Document.read(Path.of("docs", "benchmarks.md")).text()).results()
                .filter(line -> line.group(1).equals(pods) && line.group(2).equals(what))
                .map(line -> Double.parseDouble(line.group(3))).findFirst()
                .orElseThrow(() -> new AssertionError(
                        "nothing was measured of " + what + " with " + pods + " pods"));
    }

    @Test
    void theTableRepeatsWhatWasMeasured() {
        assertThat(rows()).hasSize(3).allSatisfy(row -> {
            for (var column = 0; column < COLUMNS.size(); column++) {
                var measured = measured(row.pods(), COLUMNS.get(column));
                assertThat(row.values().get(column)).as(row.pods() + ": " + COLUMNS.get(column))
                        .isBetween(measured - 0.5, measured + 0.5);
            }
        });
    }

    @Test
    void theResourcesHoldWhatWasMeasured() {
        assertThat(rows()).hasSize(3).allSatisfy(row -> {
            var resources = resources(row);
            var most = measured(row.pods(), "memory, the most");
            var work = measured(row.pods(), "processor time until ready");
            assertThat(number(resources.get("limits"), "memory", "Mi")).as("limit with " + row.pods())
                    .isGreaterThan(most * 1.25).isEqualTo(number(resources.get("requests"), "memory", "Mi"));
            assertThat(work / (number(resources.get("requests"), "cpu", "m") / 1000))
                    .as("seconds to the first judgement on a busy node with " + row.pods()).isLessThan(70);
        });
    }

    private static Map<?, ?> resources(Row row) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString("{" + row.resources() + "}");
    }

    private static double number(@Nullable Object group, String name, String unit) {
        return group instanceof Map<?, ?> members
                ? Double.parseDouble(String.valueOf(members.get(name)).replace(unit, ""))
                : Double.NaN;
    }
}
