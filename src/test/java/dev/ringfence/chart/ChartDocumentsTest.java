package dev.ringfence.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the chart to the rest of the project, and its README to the chart.
class ChartDocumentsTest {
    private static final Path VALUES = Chart.SOURCE.resolve("values.yaml");
    private static final Path CRDS = Path.of("src", "main", "resources", "crds");

    @Test
    void theReadmeHasTheTableThatTheValuesMake() throws IOException {
        var table = ValuesTable.of(VALUES);
        var made = Files.writeString(Path.of("target").resolve("helm-values.md"), table);

        assertThat(table.lines().count()).isGreaterThan(60);
        assertThat(Files.readString(Chart.SOURCE.resolve("README.md")))
                .as("the table of values must be the one in " + made).contains("\n" + table);
    }

    @Test
    void everyValueIsExplained() throws IOException {
        var table = ValuesTable.of(VALUES);
        var unexplained = new ArrayList<String>();
        collectUnexplained(table, Yaml.map(VALUES), "", unexplained);

        assertThat(unexplained).isEmpty();
    }

    private static void collectUnexplained(String table, Map<String, Object> values, String place,
            List<String> unexplained) {
        values.forEach((name, value) -> {
            if (!table.contains("\n| `" + place + name + "` |")) {
                if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                    collectUnexplained(table, Yaml.map(inner), place + name + ".", unexplained);
                } else {
                    unexplained.add(place + name);
                }
            }
        });
    }

    @Test
    void theApplicationHasTheVersionOfTheBuild() throws IOException {
        var version = Pattern.compile("<artifactId>ringfence</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(Yaml.at(Yaml.map(Chart.SOURCE.resolve("Chart.yaml")), "appVersion"))
                .isEqualTo(version.group(1));
    }

    @Test
    void theDefinitionsAreThoseOfTheProduct(@TempDir Path folder) throws IOException {
        var rendered = Chart.copy(folder).render("guard", Map.of());
        try (var files = Files.list(CRDS)) {
            var definitions = files.map(Yaml::map).toList();

            assertThat(rendered.all("CustomResourceDefinition").map(crd -> Yaml.at(crd, "spec")))
                    .containsExactlyInAnyOrderElementsOf(
                            definitions.stream().map(crd -> Yaml.at(crd, "spec")).toList());
            assertThat(rendered.all("CustomResourceDefinition").map(crd -> Yaml.at(crd, "metadata.name")))
                    .containsExactlyInAnyOrderElementsOf(
                            definitions.stream().map(crd -> Yaml.at(crd, "metadata.name")).toList());
        }
    }

    @Test
    void theExampleOfTheReadmeIsTheReferenceCase() throws IOException {
        var readme = Files.readString(Chart.SOURCE.resolve("README.md"));
        var example = readme.substring(readme.indexOf("```yaml\n") + 8);
        example = example.substring(0, example.indexOf("```"));

        assertThat(Yaml.at(Yaml.map(example), "baselines.list")).isEqualTo(
                Yaml.at(Yaml.map(Chart.example("repair-namespaced")), "baselines.list"));
    }
}
