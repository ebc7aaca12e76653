package dev.ringfence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Java program in a process of its own, with the options under which `ringfence` starts.
final class ChildProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "ringfence.jar");
    private static final Path LOGS = Path.of("target", "bench");
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /// Starts the product: `ringfence ARGUMENTS`.
    static ChildProcess ringfence(String... arguments) throws IOException {
        return ringfence(List.of(), arguments);
    }

    /// Starts the product with further options of the JVM.
    static ChildProcess ringfence(List<String> options, String... arguments) throws IOException {
        var program = new ArrayList<>(options);
        program.addAll(List.of("-jar", JAR.toString()));
        return start("ringfence", program, arguments);
    }

    /// Starts a main class of the benchmarks.
    static ChildProcess main(Class<?> main, String... arguments) throws IOException {
        return start(main.getSimpleName(), List.of("-cp", System.getProperty("java.class.path", ""),
                main.getName()), arguments);
    }

    /// Starts any program.
    ///
    /// @param name of the log
    static ChildProcess command(String name, List<String> command) throws IOException {
        return launch(name, command);
    }

    private static ChildProcess start(String name, List<String> program, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home", ""), "bin", "java")
                .toString(), "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        return launch(name, command);
    }

    private static ChildProcess launch(String name, List<String> command) throws IOException {
        var log = Files.createDirectories(LOGS).resolve(name + ".log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("RINGFENCE_"));
        return new ChildProcess(builder.start());
    }

    /// The process in which it runs.
    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Fails where the program has ended, which none should before it is asked to.
    void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException("expected the program to run on, but it ended with "
                    + process.exitValue() + "; its log is in " + LOGS);
        }
    }

    /// Waits for the program's own end, and returns its exit code.
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /// Asks the program to end, as an operating system does, and waits.
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
