package dev.ringfence.cli;

import dev.ringfence.cluster.ClusterSettings;
import dev.ringfence.cluster.LiveReader;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a cluster is read from: files, or a live one where no files are named.
final class SourceOptions {
    @Mixin
    private final FileOptions files = new FileOptions();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Without FILES: how to reach the cluster. Default: KUBECONFIG, ~/.kube/config, or the pod's service account.")
    private @Nullable String kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "Without FILES: a context of the kubeconfig. Default: its current one.")
    private @Nullable String context;

    /// The cluster that files describe; the live one where there are none.
    ///
    /// @param err where to say what was passed over, and what cannot be decided
    ClusterState read(List<String> places, EnforcerOptions enforcer, Terminal terminal,
            PrintWriter err) {
        if (!places.isEmpty()) {
            if (kubeconfig != null || context != null) {
                throw new InvalidFieldException(
                        new Problem("FILES", "either files or a live cluster", "both"));
            }
            return files.read(places, terminal.input(), enforcer, err);
        }
        var settings = new ClusterSettings(Setting.of("--kubeconfig", kubeconfig, Map.of()).readableFile(),
                Setting.of("--context", context, Map.of()).name(), RingfenceCommand.version());
        var live = LiveReader.read(settings);
        var state = ClusterState.of(live, enforcer.profile(CiliumEvidence.in(live), err));
        state.undecided().forEach(item -> err.println("ringfence: " + item.message()));
        err.flush();
        return state;
    }
}
