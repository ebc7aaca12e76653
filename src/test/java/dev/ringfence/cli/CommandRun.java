package dev.ringfence.cli;

import dev.ringfence.cli.output.Ink;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// One run of the program inside a test, with a daemon that only records what it was asked.
final class CommandRun {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<RunOptions> started = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Surroundings surroundings;
    private final Terminal terminal;
    private boolean closed;

    CommandRun(Map<String, String> environment, Path podNamespaceFile) {
        this(environment, podNamespaceFile, Terminal.NONE);
    }

    CommandRun(Map<String, String> environment, Path podNamespaceFile, Terminal terminal) {
        surroundings = new Surroundings(environment, podNamespaceFile);
        this.terminal = terminal;
    }

    /// A run of a command that reads files, with a text on standard input.
    static CommandRun withInput(String input) {
        return new CommandRun(Map.of(), Path.of("/nowhere"),
                new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), Ink.PLAIN));
    }

    /// Runs to the end; a daemon is asked to stop as soon as it has started.
    int execute(String... arguments) {
        return execute(options -> {
            started.add(options);
            stop.requested().complete(null);
            return daemon();
        }, arguments);
    }

    int execute(DaemonStarter starter, String... arguments) {
        return new Main(surroundings, _ -> {
        }, starter, () -> stop, terminal, new PrintWriter(out), new PrintWriter(err))
                .execute(arguments);
    }

    RunningDaemon daemon() {
        return new RunningDaemon() {
            @Override
            public CompletableFuture<Void> ended() {
                return ended;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    /// What the daemon was started with.
    RunOptions options() {
        return started.getFirst();
    }

    boolean startedADaemon() {
        return !started.isEmpty();
    }

    boolean closedTheDaemon() {
        return closed;
    }

    StopSignal stop() {
        return stop;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    String output() {
        return out.toString();
    }

    String errors() {
        return err.toString();
    }
}
