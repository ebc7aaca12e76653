package dev.ringfence.workflows;

import dev.ringfence.controlplane.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program actionlint, which knows GitHub's syntax of workflows, its contexts and its widely used actions; built by Go from the
/// module `src/test/workflows`.
final class Actionlint {
    private static final Path MODULE = Path.of("src", "test", "workflows");

    private Actionlint() {}

    /// What is wrong with the workflows; empty where nothing is. The scripts in them are not looked into.
    static String check(List<Path> workflows) throws IOException, InterruptedException {
        var go = Programs.onPath("go").orElseThrow(() -> new IllegalStateException(
                "the test of the workflows needs Go on the PATH, which builds actionlint: see https://go.dev/dl/"));
        // Which of its helpers are installed here must not decide what it finds.
        var command = new ArrayList<>(
                List.of(go.toString(), "tool", "actionlint", "-no-color", "-shellcheck=", "-pyflakes="));
        workflows.forEach(workflow -> command.add(workflow.toAbsolutePath().toString()));
        var lint = new ProcessBuilder(command).directory(MODULE.toFile()).redirectErrorStream(true).start();
        String found;
        try (var output = lint.getInputStream()) {
            found = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        var code = lint.waitFor();
        if (code != 0 && found.isEmpty()) {
            throw new IllegalStateException("actionlint ended with " + code + " and said nothing");
        }
        return code == 0 ? "" : found;
    }
}
