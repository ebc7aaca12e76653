package dev.ringfence.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `ringfence` process, started by the launcher at the root of the project.
final class RingfenceProcess implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    /// Long enough for the launcher to build what is missing.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Pattern PORT = Pattern.compile("port\\W+(\\d+)");

    private final Process process;
    private final Path output;
    private final Path errors;

    private RingfenceProcess(Path folder, List<String> arguments) {
        try {
            output = Files.createTempFile(folder, "ringfence", ".out");
            errors = Files.createTempFile(folder, "ringfence", ".err");
            var command = new ArrayList<>(List.of(ROOT.resolve("ringfence").toString()));
            command.addAll(arguments);
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(output.toFile())
                    .redirectError(errors.toFile()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException("the launcher could not be started", failure);
        }
    }

    /// @param folder where the process runs, and leaves its output
    static RingfenceProcess start(Path folder, String... arguments) {
        return new RingfenceProcess(folder, List.of(arguments));
    }

    /// Waits for the end and returns the exit code.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("ringfence must end, but runs on; it said: " + errors());
        }
        return process.exitValue();
    }

    /// The pages of the daemon, once it serves them.
    Pages pages() {
        await("the port is logged").atMost(PATIENCE).until(() -> !process.isAlive() || port().isPresent());
        return new Pages(port().orElseThrow(
                () -> new IllegalStateException("ringfence must serve, but said: " + errors())));
    }

    private OptionalInt port() {
        return errors().lines().filter(line -> line.contains("serving")).map(PORT::matcher)
                .filter(Matcher::find).mapToInt(port -> Integer.parseInt(port.group(1))).findFirst();
    }

    /// Sends SIGTERM.
    void terminate() {
        process.toHandle().destroy();
    }

    String output() {
        return read(output);
    }

    String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " must be readable", failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
