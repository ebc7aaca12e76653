package dev.ringfence.bench;

import dev.ringfence.bench.SeededCluster.Size;
import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.daemon.FullEvaluation;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// How the full evaluation grows with the number of classes, next to an evaluation of pair after pair.
final class GrowthPart implements Part {
    private static final List<Integer> CLASSES = List.of(1_000, 10_000, 20_000, 50_000, 100_000);
    private static final int RUNS = 7;
    private static final int PAIRS = 2_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    @Override
    public List<Result> run(boolean quick) {
        var results = new ArrayList<Result>();
        for (var classes : quick ? CLASSES.subList(0, 2) : CLASSES) {
            Progress.say(classes + " classes");
            var cluster = SeededCluster.of(SeededCluster.SEED,
                    new Size(classes / 2, classes, classes * 15 / 2, classes * 5 / 2));
            var evaluation = cluster.evaluation();
            var times = new double[RUNS];
            for (var run = 0; run < RUNS; run++) {
                var began = System.nanoTime();
                evaluation.run();
                times[run] = (System.nanoTime() - began) / NANOS_PER_MILLI;
            }
            // The first runs warm up.
            var median = Samples.of(times[RUNS - 3], times[RUNS - 2], times[RUNS - 1]).median();
            results.add(Result.compared(classes + " classes, full evaluation; pair by pair, by "
                    + PAIRS + " of all", "", median, pairs(evaluation, classes), "ms"));
        }
        return results;
    }

    /// What it would take to ask for each pair anew which policies hold both, and what they say.
    private static double pairs(FullEvaluation evaluation, long classes) {
        var random = new Random(SeededCluster.SEED);
        var all = new ArrayList<PeerClass>();
        var directory = evaluation.directory();
        directory.namespaces().forEach(namespace -> all.addAll(directory.classes(namespace)));
        var began = System.nanoTime();
        for (var i = 0; i < PAIRS; i++) {
            var source = all.get(random.nextInt(all.size()));
            var destination = all.get(random.nextInt(all.size()));
            reach(evaluation, source, Direction.EGRESS).with(destination);
            reach(evaluation, destination, Direction.INGRESS).with(source);
        }
        return (System.nanoTime() - began) / NANOS_PER_MILLI / PAIRS * classes * classes;
    }

    private static Reach reach(FullEvaluation evaluation, PeerClass subject, Direction direction) {
        var selecting = evaluation.policiesOf(subject.point().namespace()).stream()
                .filter(policy -> policy.subject().contains(subject.point())).toList();
        return Reach.of(selecting, direction, Optional.of(subject.ports()), EnforcementProfile.GENERIC);
    }
}
