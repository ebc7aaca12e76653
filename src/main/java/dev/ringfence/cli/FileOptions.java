package dev.ringfence.cli;

import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.manifests.ClusterManifests;
import dev.ringfence.manifests.ClusterReader;
import dev.ringfence.manifests.Manifest;
import dev.ringfence.manifests.ManifestReader;
import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.kubernetes.Syntax;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// How manifests are read, and what is said about what they do not decide.
final class FileOptions {
    private static final int NAME_LIMIT = 100;

    @Option(names = "--default-namespace", paramLabel = "NAME", description = "The namespace of objects that name none. Default: default.")
    private String defaultNamespace = ClusterReader.DEFAULT_NAMESPACE;

    @Option(names = {"-v",
            "--verbose"}, description = "Say which kinds of object were read and decide nothing.")
    private boolean verbose;

    /// The objects of files, directories and standard input (`-`).
    List<Manifest> manifests(List<String> places, InputStream standardInput) {
        refuseRepeatedInput(places);
        return ManifestReader.read(places, standardInput);
    }

    /// The state of the cluster that files, directories and standard input (`-`) describe together.
    ///
    /// @param err where to say what was passed over, what cannot be decided, and how policies are read
    ClusterState read(List<String> places, InputStream standardInput, EnforcerOptions enforcer,
            PrintWriter err) {
        var manifests = manifests(places, standardInput);
        return state(manifests, enforcer.profile(manifests, err), err);
    }

    /// The state of the cluster that manifests describe.
    ///
    /// @param profile how the enforcer reads policies
    /// @param err where to say what was passed over, and what cannot be decided
    ClusterState state(List<Manifest> manifests, EnforcementProfile profile, PrintWriter err) {
        if (!Syntax.DNS_LABEL.accepts(defaultNamespace)) {
            throw new InvalidFieldException(new Problem("--default-namespace", Syntax.DNS_LABEL.expected(),
                    "\"" + OneLine.of(defaultNamespace, NAME_LIMIT) + "\""));
        }
        var cluster = ClusterReader.read(manifests, defaultNamespace, profile);
        report(cluster, err);
        return ClusterState.of(cluster, profile);
    }

    /// @throws InvalidFieldException if standard input is to be read more than once
    void refuseRepeatedInput(List<String> places) {
        if (places.stream().filter("-"::equals).count() > 1) {
            throw new InvalidFieldException(
                    new Problem("FILES", "standard input (-) at most once", "it several times"));
        }
    }

    private void report(ClusterManifests cluster, PrintWriter err) {
        cluster.undecided().forEach(item -> err.println("ringfence: " + item.message()));
        var count = cluster.passedOver().values().stream().mapToInt(Integer::intValue).sum();
        if (count > 0) {
            var kinds = cluster.passedOver().entrySet().stream()
                    .map(entry -> entry.getValue() + " " + OneLine.of(entry.getKey(), NAME_LIMIT))
                    .collect(Collectors.joining(", "));
            err.println("ringfence: passed over " + count + (count == 1 ? " object" : " objects")
                    + " of kinds that decide nothing" + (verbose ? ": " + kinds : " (-v lists them)"));
        }
        err.flush();
    }
}
