package dev.ringfence.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartLintTest {
    @TempDir
    private Path folder;

    static List<Path> examples() {
        return Chart.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLintsStrictly(Path values) {
        var result = Chart.copy(folder).lint(values);

        assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
        assertThat(result.getMessages()).isEmpty();
    }

    @Test
    void whatIsWrongDoesNotLint() {
        var chart = Chart.copy(folder).edit("templates/service.yaml",
                text -> text.replace("spec:", "spec: {"));

        var result = chart.lint(Chart.example("default"));

        assertThat(result.isFailed()).isTrue();
        assertThat(String.join("\n", result.getMessages())).contains("templates/service.yaml");
    }
}
