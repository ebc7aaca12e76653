package dev.ringfence.bench;

import dev.ringfence.daemon.FullEvaluation;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Measures, in a process of its own, how much memory the pods of the large cluster and their classes take.
final class EngineMemory {

    private EngineMemory() {}

    /// Writes to a file the bytes per pod, and on a second line those of the index of who may reach whom.
    ///
    /// The policies are there before the count begins: only what grows with the number of pods is counted.
    ///
    /// @param arguments the file
    static void main(String[] arguments) throws IOException {
        var size = SeededCluster.LARGE;
        var cluster = SeededCluster.of(SeededCluster.SEED, size);
        var policies = cluster.policies();
        var evaluation = new FullEvaluation(cluster.namespaces(), cluster.pods(), policies);
        try {
            evaluation.run();
            cluster = new SeededCluster(List.of(), List.of(), policies);
            var all = used();
            evaluation.forget();
            var with = used();
            evaluation = new FullEvaluation(List.of(), List.of(), policies);
            var without = used();
            Files.write(Path.of(arguments[0]), List.of(Long.toString((with - without) / size.pods()),
                    Long.toString((all - with) / size.pods())));
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
