package dev.ringfence.bench;

import dev.ringfence.daemon.FullEvaluation;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Measures, in a process of its own, how much memory the pods of the large cluster, their classes and the policies take.
final class EngineMemory {

    private static final double BYTES_PER_MEGABYTE = 1_000_000;

    private EngineMemory() {}

    /// Writes to a file, line by line, the bytes per pod, those of the index of who may reach whom, and the megabytes of all of it
    /// together with the policies.
    ///
    /// The policies are there before the pods are counted: only what grows with the number of pods counts for them.
    ///
    /// @param arguments the file
    static void main(String[] arguments) throws IOException {
        var size = SeededCluster.LARGE;
        var nothing = used();
        var cluster = SeededCluster.of(SeededCluster.SEED, size);
        var policies = cluster.policies();
        var evaluation = new SeededCluster(cluster.namespaces(), cluster.pods(), policies, cluster.enforcer())
                .evaluation();
        try {
            evaluation.run();
            cluster = new SeededCluster(List.of(), List.of(), policies, cluster.enforcer());
            var all = used();
            evaluation.forget();
            var with = used();
            evaluation = new SeededCluster(List.of(), List.of(), policies, cluster.enforcer()).evaluation();
            var without = used();
            Files.write(Path.of(arguments[0]), List.of(Long.toString((with - without) / size.pods()),
                    Long.toString((all - with) / size.pods()),
                    Double.toString((all - nothing) / BYTES_PER_MEGABYTE)));
        } finally {
            Reference.reachabilityFence(evaluation);
            Reference.reachabilityFence(cluster);
        }
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
