package dev.ringfence.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One running server that a test has started, with its log in a file.
public final class ServerProcess {
    private static final int SECONDS_TO_STOP = 10;
    /// The kernel's parent-death signal comes when the *thread* that forked ends, so one thread forks all and never
    /// ends before the JVM does.
    private static final ExecutorService FORKER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("controlplane-forker").daemon().factory());

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static ServerProcess start(String name, List<String> flags, Path log) {
        List<String> program = new ArrayList<>(Programs.command(name));
        program.addAll(flags);
        return start(program, name, log);
    }

    /// Starts a server, which ends with this JVM at the latest.
    ///
    /// @param program the command with its flags
    /// @param name what messages call it
    public static ServerProcess start(List<String> program, String name, Path log) {
        List<String> command = new ArrayList<>();
        // A shutdown hook does not run when the JVM is killed; the kernel's signal comes even then.
        Programs.onPath("setpriv").ifPresent(setpriv -> command.addAll(
                List.of(setpriv.toString(), "--pdeathsig", "KILL", "--")));
        command.addAll(program);
        Process process = fork(() -> new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
        return new ServerProcess(name, log, process);
    }

    private static Process fork(Callable<Process> start) {
        return Interrupts.call(() -> {
            try {
                return FORKER.submit(start).get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a server could not be started",
                        failure);
            }
        });
    }

    /// Fails, with the end of its log, if the server is not running.
    public void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " must run, but ended with " + process.exitValue() + "; "
                    + log + " ends with:\n" + logEnd());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public String logEnd() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException failure) {
            throw new UncheckedIOException("the log of " + name + " could not be read", failure);
        }
    }

    /// Asks the server to stop and waits; kills it if it takes long.
    public void stop() {
        process.destroy();
        if (!Interrupts.call(() -> process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS))) {
            kill();
        }
    }

    /// Kills the server and waits for its end.
    void kill() {
        process.destroyForcibly();
        Interrupts.call(process::waitFor);
    }
}
