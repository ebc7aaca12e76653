package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files are refused in one line, or read as what they say; never anything else.
class MutatedFilesTest {
    private static final int MUTATIONS = 400;
    private static final long SEED = 20_260_601;
    private static final List<String> PIECES = List.of("", " ", "\n", "\t", ":", "-", "{", "}", "[", "]",
            "\"", "'",
            "&a", "*a", "!!int", "---\n", "null", "0", "-1", "1e9", "99999999999999999999", "true", "\u0000",
            "\u001b[31m", "\uFEFF", "ä", "podSelector", "spec", "kind: List\n", "%", "|\n", "#", "~", "<<: ");

    @TempDir
    Path folder;

    private OfflineCases cases;

    @BeforeEach
    void prepare() {
        cases = new OfflineCases(folder);
    }

    @Test
    void damagedManifestsAreRefusedInOneLineOrRead() {
        var random = new Random(SEED);
        var whole = OfflineCases.WORKLOADS + "---\n" + OfflineCases.POLICY;
        var refused = 0;
        for (var i = 0; i < MUTATIONS; i++) {
            var text = damaged(whole, random);
            var run = CommandRun.withInput(text);
            var code = run.execute("connectivity", "-o", "json", "-");
            assertThat(code).as("mutation %s of seed %s: %s", i, SEED, text).isIn(0, 2);
            if (code == 2) {
                refused++;
                assertOneLine(run, i);
                assertThat(run.output()).isEmpty();
            }
        }
        assertThat(refused).as("some mutations break the files").isGreaterThan(MUTATIONS / 10);
    }

    @Test
    void damagedBaselinesAreRefusedInOneLineOrJudged() {
        var random = new Random(SEED + 1);
        var manifests = cases.file("m.yaml", OfflineCases.WORKLOADS + "---\n" + OfflineCases.POLICY);
        for (var i = 0; i < MUTATIONS / 2; i++) {
            var text = damaged(OfflineCases.BASELINE, random);
            var run = CommandRun.withInput("");
            var code = run.execute("check", "-b", cases.file("baseline.yaml", text), manifests);
            assertThat(code).as("mutation %s of seed %s: %s", i, SEED + 1, text).isIn(0, 1, 2);
            if (code == 2) {
                assertOneLine(run, i);
            } else {
                assertThat(run.errors()).isEmpty();
            }
        }
    }

    private static void assertOneLine(CommandRun run, int mutation) {
        assertThat(run.errors()).as("mutation %s", mutation).startsWith("ringfence: ").endsWith("\n")
                .hasLineCount(1).contains("expected ", "found ")
                .doesNotContain("Exception", "\u001b", "\u0000");
    }

    /// Some lines dropped, doubled or moved, some characters replaced.
    private static String damaged(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        for (var times = random.nextInt(3); times >= 0; times--) {
            var at = random.nextInt(lines.size());
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
                case 2 -> lines.set(at, " ".repeat(random.nextInt(4)) + lines.get(at));
                default -> lines.set(at, pierced(lines.get(at), random));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String pierced(String line, Random random) {
        var from = random.nextInt(line.length() + 1);
        var to = Math.min(line.length(), from + random.nextInt(6));
        return line.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + line.substring(to);
    }
}
