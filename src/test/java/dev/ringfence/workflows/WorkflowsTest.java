package dev.ringfence.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WorkflowsTest {
    private static final Path FOLDER = Path.of(".github", "workflows");

    static List<Path> workflows() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereIsAWorkflowForEveryChangeAndOneForAVersion() throws IOException {
        assertThat(workflows()).extracting(Path::getFileName).map(Path::toString).containsExactly("ci.yml",
                "release.yml");
    }

    @Test
    void actionlintFindsNothing() throws IOException, InterruptedException {
        assertThat(Actionlint.check(workflows())).isEmpty();
    }

    @Test
    void actionlintWouldFindAJobThatNeedsAnotherThatIsNotThere(@TempDir Path folder)
            throws IOException, InterruptedException {
        var broken = Files.writeString(folder.resolve("broken.yml"), Files
                .readString(FOLDER.resolve("release.yml"))
                .replace("needs: [version, test]", "needs: [versions]"));

        assertThat(Actionlint.check(List.of(broken))).contains("versions");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionOfOthersIsPinnedByItsHashAndSaysItsVersion(Path workflow) throws IOException {
        assertThat(Files.readAllLines(workflow)).filteredOn(line -> line.contains("uses:"))
                .filteredOn(line -> !line.contains("uses: ./")).isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches(" *(- )?uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nothingIsPermittedButWhatAJobAsksFor(Path workflow) throws IOException {
        assertThat(tree(workflow).get("permissions")).isEqualTo(Map.of());
        assertThat(jobs(workflow)).isNotEmpty().allSatisfy(
                (name, job) -> assertThat(((Map<?, ?>) job).get("permissions"))
                        .as("permissions of the job " + name)
                        .isInstanceOf(Map.class));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noJobMayRunForHours(Path workflow) throws IOException {
        assertThat(jobs(workflow)).allSatisfy((name, job) -> {
            var fields = (Map<?, ?>) job;
            if (!fields.containsKey("uses")) {
                assertThat((Integer) fields.get("timeout-minutes")).as("minutes of the job " + name)
                        .isBetween(1, 90);
            }
        });
    }

    @Test
    void noTextFromOutsideBecomesPartOfAScript() throws IOException {
        for (var workflow : workflows()) {
            assertThat(jobs(workflow).values()).allSatisfy(job -> {
                if (((Map<?, ?>) job).get("steps") instanceof List<?> steps) {
                    assertThat(steps)
                            .allSatisfy(step -> assertThat(String.valueOf(((Map<?, ?>) step).get("run")))
                                    .doesNotContain("${{"));
                }
            });
        }
    }

    private static Map<?, ?> jobs(Path workflow) throws IOException {
        return (Map<?, ?>) Objects.requireNonNull(tree(workflow).get("jobs"), "jobs");
    }

    private static Map<?, ?> tree(Path workflow) throws IOException {
        return (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(workflow));
    }
}
