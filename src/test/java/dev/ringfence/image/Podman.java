package dev.ringfence.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The podman of `src/test/image`, with images and containers of its own below `target`.
final class Podman {
    /// As strict as Kubernetes can be asked to be: no writable file at all, no capability, no way to gain one.
    private static final List<String> STRICT = List.of("--network", "host", "--read-only",
            "--read-only-tmpfs=false", "--cap-drop", "all", "--security-opt", "no-new-privileges", "--memory",
            "400m",
            // Within what a process without capabilities may set.
            "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096");
    private static final Path SCRIPTS = Path.of(System.getProperty("basedir", ""), "src/test/image")
            .toAbsolutePath();

    private Podman() {}

    /// How a program ended, and what it said.
    record Ended(int exitCode, String output, String errors) {}

    /// Builds the image from what is in `target`, and returns its name.
    static String build(String... arguments) {
        return succeed("build-image", List.of(arguments));
    }

    /// Runs podman, which must succeed, and returns its output.
    static String podman(String... arguments) {
        return succeed("podman", List.of(arguments));
    }

    /// Runs podman to its end, whatever that is.
    static Ended attempt(String... arguments) {
        return end("podman", List.of(arguments));
    }

    /// Runs the program in a container to its end.
    static Ended run(String image, List<String> options, String... arguments) {
        return end("podman", strictly(List.of("run", "--rm"), options, image, arguments));
    }

    /// Starts the program in a container, and returns the container's id.
    static String start(String image, List<String> options, String... arguments) {
        return succeed("podman", strictly(List.of("run", "--detach"), options, image, arguments));
    }

    private static List<String> strictly(List<String> command, List<String> options, String image,
            String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(STRICT);
        all.addAll(options);
        all.add(image);
        all.addAll(List.of(arguments));
        return all;
    }

    private static String succeed(String script, List<String> arguments) {
        var ended = end(script, arguments);
        if (ended.exitCode() != 0) {
            throw new IllegalStateException("%s %s must succeed, but ended with %d: %s".formatted(script,
                    arguments, ended.exitCode(), ended.errors()));
        }
        return ended.output().strip();
    }

    private static Ended end(String script, List<String> arguments) {
        var command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(arguments);
        try {
            var errors = Files.createTempFile("ringfence-image", ".err");
            var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var exitCode = process.waitFor();
            var said = Files.readString(errors);
            Files.delete(errors);
            return new Ended(exitCode, output, said);
        } catch (IOException failure) {
            throw new UncheckedIOException(script + " could not be run", failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + script + " ran", interrupt);
        }
    }
}
