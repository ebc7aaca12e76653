package dev.ringfence.prometheus;

import dev.ringfence.controlplane.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Prometheus's own `promtool`, which says what Prometheus thinks of a file.
public final class Promtool {
    private static final int PATIENCE_SECONDS = 60;

    private Promtool() {}

    /// Runs `promtool` with these arguments, such as `check`, `rules`, `FILE`.
    ///
    /// @throws IllegalStateException if there is no promtool; the message says how to get it
    public static CommandResult run(String... arguments) {
        return run("", List.of(arguments));
    }

    /// Runs `promtool` with these arguments, and `input` as its standard input.
    public static CommandResult run(String input, List<String> arguments) {
        var command = new ArrayList<>(List.of(DebianTool.named("promtool").toString()));
        command.addAll(arguments);
        try {
            var standardInput = Files.createTempFile("promtool", ".in");
            var output = Files.createTempFile("promtool", ".out");
            try {
                Files.writeString(standardInput, input);
                return run(command, standardInput, output);
            } finally {
                Files.delete(standardInput);
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("promtool could not be run", failure);
        }
    }

    /// Files instead of pipes: neither side can wait for the other to read.
    private static CommandResult run(List<String> command, Path input, Path output) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile())
                .redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(String.join(" ", command) + " must end within "
                        + PATIENCE_SECONDS + " s, but runs on");
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while promtool ran", interrupt);
        } finally {
            process.destroyForcibly();
        }
        return new CommandResult(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
