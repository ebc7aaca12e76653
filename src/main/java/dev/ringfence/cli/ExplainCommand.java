package dev.ringfence.cli;

import dev.ringfence.cli.output.ExplanationPrinter;
import dev.ringfence.connectivity.explanation.Explanation;
import dev.ringfence.connectivity.explanation.Question;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.snapshot.SnapshotReach;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.PortIntervals;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringfence explain`: whether one end can reach another, and why.
@Command(name = "explain", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, description = "Says whether SRC can reach DST, by which rules, and the nearest change that would turn the answer round.", footer = {
        "",
        "SRC and DST are an address, namespace/pod, namespace/workload (with [Kind] where that is not clear),",
        "or namespace/key=value,... for a pod with such labels, which need not exist."})
final class ExplainCommand implements Callable<Integer> {
    private static final Pattern PORT = Pattern.compile("(?<port>\\d{1,5})(?:/(?<protocol>[A-Za-z]{1,8}))?");
    private static final int FOUND_LIMIT = 100;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SourceOptions cluster = new SourceOptions();

    @Mixin
    private final EnforcerOptions enforcer = new EnforcerOptions();

    @Option(names = {"-p",
            "--port"}, paramLabel = "PORT[/PROTOCOL]", description = "The destination port, with tcp (the default), udp or sctp. Default: any.")
    private @Nullable String port;

    @Option(names = {"-o",
            "--output"}, paramLabel = "text|json", description = "How to print it. Default: text.")
    private Format format = Format.TEXT;

    @Option(names = "--no-color", description = "No colours on a terminal.")
    private boolean noColor;

    @Parameters(index = "0", paramLabel = "SRC", description = "Who sends.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "DST", description = "Who receives.")
    private String destination = "";

    @Parameters(index = "2..*", paramLabel = "FILES", arity = "0..*", description = "Files and directories with manifests; - for standard input. Without any: the live cluster.")
    private List<String> places = List.of();

    /// The forms of the answer.
    enum Format {
        TEXT, JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var asked = port == null ? PortSet.ALL : port(port);
        var state = cluster.read(places, enforcer, terminal,
                spec.commandLine().getErr());
        var from = new EndText("SRC", source).in(state.snapshot());
        var to = new EndText("DST", destination).in(state.snapshot());
        if (from instanceof End.OfAddress && to instanceof End.OfAddress) {
            throw new InvalidFieldException(
                    new Problem("DST", "a pod, since SRC is an address", "another address"));
        }
        var profile = state.profile();
        var explanation = Explanation.of(new Question(from, to, asked),
                withImagined(state.snapshot(), List.of(from, to)), profile,
                snapshot -> new SnapshotReach(snapshot, profile));
        var printer = new ExplanationPrinter(explanation, state::position, state.undecided());
        var out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> printer.text(out, terminal.ink(noColor));
            case JSON -> printer.json(out);
        }
        out.flush();
        return 0;
    }

    /// Pods that are only thought of take part like those that exist.
    private static Snapshot withImagined(Snapshot snapshot, List<End> ends) {
        var pods = new ArrayList<>(snapshot.pods());
        for (var end : ends) {
            if (end instanceof End.OfPod(var pod) && !pods.contains(pod)) {
                pods.add(pod);
            }
        }
        return snapshot.withPods(pods);
    }

    private static PortSet port(String text) {
        var words = PORT.matcher(text);
        if (words.matches()) {
            var number = Integer.parseInt(words.group("port"));
            var protocol = words.group("protocol") == null
                    ? "TCP"
                    : words.group("protocol").toUpperCase(Locale.ROOT);
            for (var known : Protocol.values()) {
                if (known.name().equals(protocol) && number >= PortIntervals.FIRST
                        && number <= PortIntervals.LAST) {
                    return PortSet.of(known, number, number);
                }
            }
        }
        throw new InvalidFieldException(
                new Problem("--port", "a port from 1 to 65535, with /tcp, /udp or /sctp if need be",
                        "\"" + OneLine.of(text, FOUND_LIMIT) + "\""));
    }
}
