package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/offline.md` shows is what the commands print.
class OfflineDocumentTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```console\n\\$ ringfence ([^\n]*)\n(.*?)```",
            Pattern.DOTALL);
    private static final List<String> FILES = List.of("cluster.yaml", "debug.yaml");

    @TempDir
    Path folder;

    @Test
    void everyExampleIsPrintedAsShown() throws IOException {
        var text = Files.readString(Path.of("docs/offline.md"));
        var yaml = YAML.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(yaml).hasSameSizeAs(FILES);
        for (var i = 0; i < FILES.size(); i++) {
            Files.writeString(folder.resolve(FILES.get(i)), yaml.get(i));
        }
        var examples = EXAMPLE.matcher(text).results().toList();
        assertThat(examples).hasSize(6);
        for (var example : examples) {
            assertThat(printed(example.group(1))).as(example.group(1)).isEqualTo(example.group(2));
        }
    }

    /// Files are named in the folder, and shown without it.
    private String printed(String arguments) throws IOException {
        var run = CommandRun.withInput("");
        run.execute(Arrays.stream(arguments.split(" ", -1))
                .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new));
        if (arguments.startsWith("capture")) {
            Files.writeString(folder.resolve("baseline.yaml"), run.output());
        }
        return (run.output() + run.errors()).replace(folder + "/", "");
    }
}
