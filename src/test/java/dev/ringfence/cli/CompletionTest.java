package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real bash offers once it has read the completion script.
class CompletionTest {
    private static final String ASK = """
            set -eu
            source "$1"
            shift
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMPREPLY=()
            # Outside of an interactive completion there is nobody whom compopt could tell anything.
            compopt() { :; }
            set +eu
            "$(complete -p ringfence | sed 's/.*-F \\([^ ]*\\) .*/\\1/')"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ringfence c | capture,check,connectivity,crds",
            "ringfence ex | explain", "ringfence check --out | --output", "ringfence check -o s | sarif",
            "ringfence check --output '' | junit,json,sarif,table",
            "ringfence explain --dialect '' | cilium,npv1",
            "ringfence connectivity --ipblock-matches-pods '' | na,no,yes",
            "ringfence run --log-format '' | json,text", "ringfence run --enforcer c | calico,cilium",
            "ringfence run --leader-elect '' | false,true"})
    void bashOffersWhatMayFollow(String line, String offered) throws Exception {
        var script = script();
        var command = new ArrayList<>(List.of("bash", "-c", ASK, "bash", script.toString()));
        for (var word : line.split(" ", -1)) {
            command.add(word.equals("''") ? "" : word);
        }

        assertThat(run(command).lines().filter(word -> !word.isBlank()))
                .containsExactlyInAnyOrder(offered.split(",", -1));
    }

    @Test
    void bashTakesTheScript() throws Exception {
        assertThat(run(List.of("bash", "-n", script().toString()))).isEmpty();
    }

    private Path script() throws IOException {
        var run = CommandRun.withInput("");
        assertThat(run.execute("generate-completion")).isZero();
        return Files.writeString(folder.resolve("completion.sh"), run.output());
    }

    private String run(List<String> command) throws Exception {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        var text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s printed %s", command, text).isZero();
        return text;
    }
}
