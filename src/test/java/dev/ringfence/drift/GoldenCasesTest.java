package dev.ringfence.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.policy.Assumption;
import dev.ringfence.fixture.Situation;
import dev.ringfence.fixture.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference case and what may happen to it, as manifests in and drifts out.
///
/// A case is a directory with `after.yaml`, `expected.txt` and, where it differs from the common one, `before.yaml` or
/// `baseline.yaml`. After a wanted change of wording, `mvn test -Dtest=GoldenCasesTest -Dringfence.golden.write=true`
/// writes every `expected.txt` anew; the difference is to be read before it is committed.
class GoldenCasesTest {
    private static final Path CASES = Path.of("src/test/resources/golden");

    static List<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.filter(Files::isDirectory).map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void driftsReadAsExpected(String name) throws IOException {
        var found = drifts(CASES.resolve(name));
        var expected = CASES.resolve(name).resolve("expected.txt");
        if (Boolean.getBoolean("ringfence.golden.write")) {
            Files.writeString(expected, found, UTF_8);
        }
        assertThat(found).as(name).isEqualTo(Files.readString(expected, UTF_8));
    }

    private static String drifts(Path directory) throws IOException {
        var situation = Situation.of(text(directory, "baseline.yaml"),
                TestCluster.of(text(directory, "before.yaml")),
                Assumption.UNKNOWN);
        var judgement = situation.judged("ai-workloads", TestCluster.of(text(directory, "after.yaml")));
        return judgement.drifts().isEmpty()
                ? "no drift\n"
                : judgement.drifts().stream().map(DriftText::full).collect(Collectors.joining("\n"));
    }

    /// A file of the case, or else the common one.
    private static String text(Path directory, String file) throws IOException {
        var own = directory.resolve(file);
        return Files.readString(Files.exists(own) ? own : CASES.resolve(file), UTF_8);
    }
}
