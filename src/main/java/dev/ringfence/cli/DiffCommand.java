package dev.ringfence.cli;

import dev.ringfence.cli.output.DifferencePrinter;
import dev.ringfence.cli.output.Undecided;
import dev.ringfence.connectivity.snapshot.ConnectivityDifference;
import dev.ringfence.connectivity.snapshot.ConnectivityDifference.Side;
import dev.ringfence.connectivity.snapshot.SnapshotReach;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import dev.ringfence.manifests.Manifest;
import dev.ringfence.policy.EnforcementProfile;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringfence diff`: what two sets of manifests allow differently.
@Command(name = "diff", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, description = "Prints what two sets of manifests allow differently, however they are written.")
final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final FileOptions files = new FileOptions();

    @Mixin
    private final EnforcerOptions enforcer = new EnforcerOptions();

    @Option(names = {"-o",
            "--output"}, paramLabel = "table|json|markdown", description = "How to print it. Default: table.")
    private Format format = Format.TABLE;

    @Option(names = "--no-color", description = "No colours on a terminal.")
    private boolean noColor;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A file or directory with manifests; - for standard input.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
    private String after = "";

    /// The forms of the answer.
    enum Format {
        TABLE, JSON, MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        files.refuseRepeatedInput(List.of(before, after));
        var undecided = new ArrayList<Undecided>();
        var earlier = files.manifests(List.of(before), terminal.input());
        var later = files.manifests(List.of(after), terminal.input());
        // The enforcer is the same on both sides, whichever tells what it is.
        var profile = enforcer.profile(Stream.concat(earlier.stream(), later.stream()).toList(),
                spec.commandLine().getErr());
        var difference = ConnectivityDifference.between(side(earlier, profile, undecided),
                side(later, profile, undecided));
        print(new DifferencePrinter(difference, undecided), spec.commandLine().getOut());
        return 0;
    }

    private Side side(List<Manifest> manifests, EnforcementProfile profile, List<Undecided> undecided) {
        var state = files.state(manifests, profile, spec.commandLine().getErr());
        undecided.addAll(state.undecided());
        return new Side(state.snapshot(), new SnapshotReach(state.snapshot(), profile));
    }

    private void print(DifferencePrinter printer, PrintWriter out) {
        switch (format) {
            case TABLE -> printer.table(out, terminal.ink(noColor));
            case JSON -> printer.json(out);
            case MARKDOWN -> printer.markdown(out);
        }
        out.flush();
    }
}
