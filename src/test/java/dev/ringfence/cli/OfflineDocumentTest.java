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
    private static final Pattern README_EXAMPLE = Pattern
            .compile("^ {4}\\$ ringfence [^\n]*\n(?:(?: {4}(?!\\$)[^\n]*)?\n)*", Pattern.MULTILINE);
    private static final List<String> FILES = List.of("cluster.yaml", "debug.yaml",
            "model-api.yaml");

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
        assertThat(examples).hasSize(8);
        for (var example : examples) {
            assertThat(printed(example.group(1))).as(example.group(1)).isEqualTo(example.group(2));
        }
    }

    @Test
    void whatReadmeShowsIsShownInTheDocumentToo() throws IOException {
        var document = Files.readString(Path.of("docs/offline.md"));
        var examples = README_EXAMPLE.matcher(Files.readString(Path.of("README.md"))).results()
                .map(found -> found.group().replaceAll("(?m)^ {4}", "").strip())
                .filter(example -> !example.startsWith("$ ringfence run")).toList();
        assertThat(examples).hasSize(3)
                .allSatisfy(example -> assertThat(document).contains("```console\n" + example + "\n```"));
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
        return (run.errors() + run.output()).replace(folder + "/", "");
    }
}
