package dev.ringfence.cli;

import dev.ringfence.cli.output.ConnectivityPrinter;
import dev.ringfence.connectivity.snapshot.ConnectionTable;
import dev.ringfence.connectivity.snapshot.SnapshotReach;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringfence connectivity`: what is allowed between workloads and the outside.
@Command(name = "connectivity", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, description = "Prints what is allowed between workloads, and between workloads and the outside.")
final class ConnectivityCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final EnforcerOptions enforcer = new EnforcerOptions();

    @Option(names = {"-o",
            "--output"}, paramLabel = "table|json|dot|markdown", description = "How to print it. Default: table.")
    private Format format = Format.TABLE;

    @Option(names = "--no-color", description = "No colours on a terminal.")
    private boolean noColor;

    @Parameters(paramLabel = "FILES", arity = "0..*", description = "Files and directories with manifests; - for standard input. Without any: the live cluster.")
    private List<String> places = List.of();

    /// The forms of the answer.
    enum Format {
        TABLE, JSON, DOT, MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ConnectivityCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var state = source.read(places, enforcer, terminal,
                spec.commandLine().getErr());
        var reach = new SnapshotReach(state.snapshot(), state.profile());
        print(new ConnectivityPrinter(ConnectionTable.of(state.snapshot(), reach), state.undecided()),
                spec.commandLine().getOut());
        return 0;
    }

    private void print(ConnectivityPrinter printer, PrintWriter out) {
        switch (format) {
            case TABLE -> printer.table(out, terminal.ink(noColor));
            case JSON -> printer.json(out);
            case DOT -> printer.dot(out);
            case MARKDOWN -> printer.markdown(out);
        }
        out.flush();
    }
}
