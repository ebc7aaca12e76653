package dev.ringfence.cli;

import dev.ringfence.cli.output.ExplanationJson;
import dev.ringfence.cli.output.ExplanationText;
import dev.ringfence.cli.output.Json;
import dev.ringfence.connectivity.explanation.Explanation;
import dev.ringfence.connectivity.explanation.Question;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.snapshot.SnapshotReach;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        "namespace/key=value,... for a pod with such labels, which need not exist, world or another entity of Cilium;",
        "DST may also be a DNS name."})
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SourceOptions cluster = new SourceOptions();

    @Mixin
    private final EnforcerOptions enforcer = new EnforcerOptions();

    @Option(names = {"-p",
            "--port"}, paramLabel = "PORT[/PROTOCOL]", description = "The destination port, by number or by the name that the destination gives it, with tcp (the default), udp or sctp. Default: any.")
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
        var state = cluster.read(places, enforcer, terminal,
                spec.commandLine().getErr());
        var from = new EndText("SRC", source).in(state.snapshot());
        var to = new EndText("DST", destination).in(state.snapshot());
        refuseBadEnds(from, to, state);
        var asked = port == null ? PortSet.ALL : new PortText(port).of(to);
        var profile = state.profile();
        var explanation = Explanation.of(new Question(from, to, asked),
                withImagined(state.snapshot(), List.of(from, to)), profile,
                snapshot -> new SnapshotReach(snapshot, profile));
        var out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> new ExplanationText(explanation, state::position, state.undecided()).print(out,
                    terminal.ink(noColor));
            case JSON -> Json.print(
                    new ExplanationJson(explanation, state::position, state.undecided()).tree(), out);
        }
        out.flush();
        return 0;
    }

    private static void refuseBadEnds(End from, End to, ClusterState state) {
        if (from instanceof End.OfName) {
            throw new InvalidFieldException(new Problem("SRC",
                    "an address, a pod or an entity: policies know senders by no DNS name", "a DNS name"));
        }
        if (!(from instanceof End.OfPod) && !(to instanceof End.OfPod)) {
            throw new InvalidFieldException(
                    new Problem("DST", "a pod, since SRC is " + word(from), "another that is none"));
        }
        for (var end : List.of(from, to)) {
            if (end instanceof End.OfEntity(var entity) && state.profile().cilium().isEmpty()) {
                throw new InvalidFieldException(new Problem(end.equals(from) ? "SRC" : "DST",
                        "no entity of Cilium but world, without --dialect cilium",
                        "\"" + entity.text() + "\""));
            }
        }
    }

    private static String word(End end) {
        return switch (end) {
            case End.OfAddress _ -> "an address";
            case End.OfPod _ -> "a pod";
            case End.OfName _ -> "a DNS name";
            case End.OfWorld _,End.OfEntity _ -> "an entity";
        };
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
}
