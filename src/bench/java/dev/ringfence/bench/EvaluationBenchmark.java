package dev.ringfence.bench;

import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.daemon.FullEvaluation.Findings;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The full evaluation of the large cluster, and next to it the least that any evaluation has to do.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
public class EvaluationBenchmark {
    private SeededCluster cluster = SeededCluster.EMPTY;
    private FullEvaluation evaluation = cluster.evaluation();

    @Setup
    public void makeCluster() {
        cluster = SeededCluster.of(SeededCluster.SEED, SeededCluster.LARGE);
        evaluation = cluster.evaluation();
        // The making of the cluster leaves garbage that is not the evaluation's.
        System.gc();
    }

    /// Collapses all pods, finds the policies of each class, and computes both reaches of each.
    @Benchmark
    public Findings full() {
        return evaluation.run();
    }

    /// Tells the pods apart by the two labels that matter most, and counts those alike.
    @Benchmark
    public int floor() {
        var keys = Set.of("app", "tier");
        var alike = new HashMap<LabelPoint, Integer>();
        for (var pod : cluster.pods()) {
            alike.merge(new LabelPoint(pod.namespace(), Labels.EMPTY, pod.labels().projectedOn(keys)), 1,
                    Integer::sum);
        }
        return alike.size();
    }
}
