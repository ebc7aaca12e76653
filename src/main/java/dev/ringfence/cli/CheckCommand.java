package dev.ringfence.cli;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.BaselineDecoder;
import dev.ringfence.cli.output.CheckPrinter;
import dev.ringfence.cli.output.Finding;
import dev.ringfence.cli.output.JunitXml;
import dev.ringfence.cli.output.Place;
import dev.ringfence.cli.output.Sarif;
import dev.ringfence.cli.output.Undecided;
import dev.ringfence.drift.Drift;
import dev.ringfence.manifests.BaselineFiles;
import dev.ringfence.manifests.BaselineManifest;
import dev.ringfence.manifests.Manifest;
import dev.ringfence.model.tree.Field;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringfence check`: the drift of manifests from baselines.
@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, description = "Prints the drift of manifests from a baseline.", footer = {
        "", "Exit code: 0 no drift, 1 drift or something undecided, 2 bad usage or input."})
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final FileOptions files = new FileOptions();

    @Mixin
    private final EnforcerOptions enforcer = new EnforcerOptions();

    @Option(names = {"-b",
            "--baseline"}, required = true, paramLabel = "BASELINE", description = "A file or directory with baselines. Repeatable.")
    private List<Path> baselines = List.of();

    @Option(names = {"-o",
            "--output"}, paramLabel = "table|json|sarif|junit", description = "How to print it. Default: table.")
    private Format format = Format.TABLE;

    @Option(names = "--no-color", description = "No colours on a terminal.")
    private boolean noColor;

    @Parameters(paramLabel = "FILES", arity = "1..*", description = "Files and directories with manifests; - for standard input.")
    private List<String> places = List.of();

    /// The forms of the answer.
    enum Format {
        TABLE, JSON, SARIF, JUNIT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CheckCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var approved = BaselineFiles.read(baselines);
        var state = files.read(places, terminal.input(), enforcer, spec.commandLine().getErr());
        var judge = new OfflineJudge(state, clock.instant());
        var findings = new LinkedHashMap<String, List<Finding>>();
        for (var baseline : approved) {
            var decoded = BaselineDecoder.decode(baseline.object());
            findings.put(decoded.name(), judge.judge(decoded).stream()
                    .map(drift -> new Finding(drift, place(drift, baseline, state))).toList());
        }
        print(findings, state.undecided(), spec.commandLine().getOut());
        var drifted = findings.values().stream().flatMap(List::stream)
                .anyMatch(finding -> !finding.drift().exempted());
        return drifted || !state.undecided().isEmpty() ? 1 : 0;
    }

    /// The line that causes a drift, else the object that it concerns, else the part of the baseline that wants it otherwise.
    private static Place place(Drift drift, BaselineManifest baseline, ClusterState state) {
        return state.place(drift.cause().object(), drift.cause().rule())
                .or(() -> state.place(drift.object(), ""))
                .orElseGet(() -> ClusterState.place(baseline.manifest(), part(drift, baseline.manifest())));
    }

    /// The place in a baseline that a drift concerns.
    private static String part(Drift drift, Manifest baseline) {
        if (drift.object().kind().equals(Baseline.KIND)) {
            return drift.cause().rule();
        }
        var policies = baseline.field().get("spec").get("policies");
        return policies.items().stream()
                .filter(policy -> drift.object().kind().equals(policy.get("kind").raw())
                        && drift.object().name().equals(policy.get("metadata").get("name").raw()))
                .map(Field::path).findFirst().orElse("spec.scope");
    }

    private void print(Map<String, List<Finding>> findings, List<Undecided> undecided, PrintWriter out) {
        var all = findings.values().stream().flatMap(List::stream).toList();
        switch (format) {
            case TABLE -> new CheckPrinter(all, undecided).table(out, terminal.ink(noColor));
            case JSON -> new CheckPrinter(all, undecided).json(out);
            case SARIF -> new Sarif(RingfenceCommand.version()).print(all, undecided, out);
            case JUNIT -> new JunitXml(out).print(findings, undecided);
        }
        out.flush();
    }
}
