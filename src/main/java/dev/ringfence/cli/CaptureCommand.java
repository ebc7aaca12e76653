package dev.ringfence.cli;

import dev.ringfence.baseline.BaselineDecoder;
import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.manifests.ManifestWriter;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.kubernetes.Syntax;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringfence capture`: a baseline from what is there now.
@Command(name = "capture", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, description = "Writes a baseline that approves the policies of a namespace as they are.")
final class CaptureCommand implements Callable<Integer> {
    private static final int FOUND_LIMIT = 100;
    private static final int LINE_LIMIT = 400;

    private final Terminal terminal;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final EnforcerOptions enforcer = new EnforcerOptions();

    @Option(names = {"-n",
            "--namespace"}, required = true, paramLabel = "NAMESPACE", description = "The namespace to guard.")
    private String namespace = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What the baseline is called. Default: as the namespace.")
    private @Nullable String name;

    @Option(names = "--workloads", paramLabel = "KEY=VALUE,...", description = "The labels of the pods to guard. Default: those that the policies isolate.")
    private @Nullable String workloads;

    @Parameters(paramLabel = "FILES", arity = "0..*", description = "Files and directories with manifests; - for standard input. Without any: the live cluster.")
    private List<String> places = List.of();

    CaptureCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        var chosen = workloads == null
                ? Optional.<Map<String, Object>>empty()
                : Optional.of(selector(workloads));
        var called = name == null ? namespace : name;
        if (!Syntax.DNS_NAME.accepts(called)) {
            throw invalid("--name", Syntax.DNS_NAME.expected(), called);
        }
        var state = source.read(places, enforcer, terminal, err);
        requireNamespace(state.snapshot());
        var document = new Capture(state, namespace, called).document(chosen)
                .orElseThrow(() -> new InvalidFieldException(new Problem("--workloads",
                        "the labels of the pods to guard, since no label tells those that the policies of "
                                + namespace + " isolate from the others",
                        "nothing")));
        var out = spec.commandLine().getOut();
        out.print(ManifestWriter.write(document));
        out.flush();
        warn(state, document, called, err);
        return 0;
    }

    private void requireNamespace(Snapshot snapshot) {
        if (!snapshot.namespaces().containsKey(namespace)) {
            throw invalid("--namespace", "a namespace of the manifests"
                    + snapshot.namespaces().keySet().stream().limit(5)
                            .collect(Collectors.joining(", ", " (such as ", ")")),
                    namespace);
        }
    }

    private static Map<String, Object> selector(String text) {
        var labels = new TreeMap<String, String>();
        for (var pair : List.of(text.split(",", -1))) {
            var sign = pair.indexOf('=');
            if (sign < 0 || !Syntax.LABEL_KEY.accepts(pair.substring(0, sign))
                    || !Syntax.LABEL_VALUE.accepts(pair.substring(sign + 1))) {
                throw invalid("--workloads", "labels such as app=model,team=data", text);
            }
            labels.put(pair.substring(0, sign), pair.substring(sign + 1));
        }
        return Map.of("matchLabels", labels);
    }

    /// What the baseline finds wrong with the very state that it was made from, such as pods that policies cannot hold.
    private void warn(ClusterState state, Map<String, Object> document, String called, PrintWriter err) {
        var baseline = BaselineDecoder
                .decode(new BaselineObject(called, new BaselineObject.Source("capture"), "",
                        0, document, Optional.empty()));
        new OfflineJudge(state, clock.instant()).judge(baseline)
                .forEach(drift -> err.println("ringfence: what was captured has drift already: "
                        + drift.kind().text() + ": " + OneLine.of(drift.summary(), LINE_LIMIT)));
        if (baseline.policies().isEmpty()) {
            err.println("ringfence: no policy in namespace " + namespace + ": the baseline isolates nothing");
        }
        err.flush();
    }

    private static InvalidFieldException invalid(String place, String expected, String found) {
        return new InvalidFieldException(
                new Problem(place, expected, "\"" + OneLine.of(found, FOUND_LIMIT) + "\""));
    }
}
