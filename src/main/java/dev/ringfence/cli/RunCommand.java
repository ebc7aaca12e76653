package dev.ringfence.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ringfence run`: the daemon.
@Command(name = "run", description = "Guards a cluster: watches it, and reports or repairs drift from its baselines.", mixinStandardHelpOptions = true, versionProvider = RingfenceCommand.Version.class, footer = {
        "",
        "Each option is also an environment variable: --lease-namespace is RINGFENCE_LEASE_NAMESPACE, and so on.",
        "The command line wins. RINGFENCE_BASELINE separates several paths as PATH does."})
final class RunCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8080;
    private static final Duration DEFAULT_RESYNC = Duration.ofMinutes(5);

    private final Surroundings surroundings;
    private final Consumer<LogFormat> logging;
    private final DaemonStarter starter;
    private final Supplier<StopSignal> stopSignal;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "How to reach the cluster. Default: KUBECONFIG, ~/.kube/config, or the pod's service account.")
    private @Nullable String kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "A context of the kubeconfig. Default: its current one.")
    private @Nullable String context;

    @Option(names = "--baseline", paramLabel = "FILE|DIR", description = "A file or directory with baselines, besides those in the cluster. Repeatable.")
    private @Nullable List<String> baselines;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to serve metrics, health and the API; 0 for any free port. Default: 8080.")
    private @Nullable String port;

    @Option(names = "--leader-elect", paramLabel = "true|false", completionCandidates = RunChoices.Flags.class, arity = "0..1", fallbackValue = "true", description = "Write only while holding a lease, so that replicas can stand by. Default: true.")
    private @Nullable String leaderElect;

    @Option(names = "--lease-namespace", paramLabel = "NAMESPACE", description = "Where the lease is kept. Default: the pod's namespace, or \"default\" outside a pod.")
    private @Nullable String leaseNamespace;

    @Option(names = "--resync", paramLabel = "PERIOD", description = "How often everything is judged anew, such as 30s, 5m, 1h or PT5M. Default: 5m.")
    private @Nullable String resync;

    @Option(names = "--enforcer", paramLabel = "auto|generic|cilium[:VERSION]|calico|antrea|ovn-kubernetes", completionCandidates = RunChoices.Enforcers.class, description = "What enforces policies, and so how they are read. Default: auto, which looks at what is installed in the cluster.")
    private @Nullable String enforcer;

    @Option(names = "--log-format", paramLabel = "text|json", completionCandidates = RunChoices.LogFormats.class, description = "How log lines look. Default: text.")
    private @Nullable String logFormat;

    RunCommand(Surroundings surroundings, Consumer<LogFormat> logging, DaemonStarter starter,
            Supplier<StopSignal> stopSignal) {
        this.surroundings = surroundings;
        this.logging = logging;
        this.starter = starter;
        this.stopSignal = stopSignal;
    }

    /// Runs the daemon until the operating system asks the process to end.
    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var options = options();
        logging.accept(options.logFormat());
        var stop = stopSignal.get();
        try {
            runUntil(stop.requested(), options);
            stop.finished(/* well= */ true);
        } finally {
            stop.finished(/* well= */ false);
        }
        return 0;
    }

    private void runUntil(CompletableFuture<Void> end, RunOptions options)
            throws InterruptedException, ExecutionException {
        try (var daemon = starter.start(options)) {
            CompletableFuture.anyOf(end, daemon.ended()).get();
        }
    }

    private RunOptions options() {
        return new RunOptions(
                setting("--kubeconfig", kubeconfig).readableFile(),
                setting("--context", context).name(),
                baselinePaths(),
                setting("--port", port).port(DEFAULT_PORT),
                setting("--leader-elect", leaderElect).flag(/* defaultFlag= */ true),
                setting("--lease-namespace", leaseNamespace).name().or(this::podNamespace).orElse("default"),
                setting("--resync", resync).period(DEFAULT_RESYNC),
                setting("--enforcer", enforcer).enforcer(),
                setting("--log-format", logFormat).logFormat());
    }

    private Setting setting(String option, @Nullable String argument) {
        return Setting.of(option, argument, surroundings.environment());
    }

    private List<Path> baselinePaths() {
        if (baselines != null) {
            return baselines.stream().map(path -> setting("--baseline", path))
                    .flatMap(setting -> setting.readableFileOrDirectory().stream()).toList();
        }
        var variable = setting("--baseline", null);
        return variable.value().stream()
                .flatMap(paths -> Arrays.stream(paths.split(Pattern.quote(File.pathSeparator), -1)))
                .map(path -> new Setting(variable.place(), Optional.of(path)))
                .flatMap(setting -> setting.readableFileOrDirectory().stream()).toList();
    }

    private Optional<String> podNamespace() {
        try {
            return Optional.of(Files.readString(surroundings.podNamespaceFile()).strip())
                    .filter(namespace -> !namespace.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
