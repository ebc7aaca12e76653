package dev.ringfence.bench;

import dev.ringfence.daemon.FullEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How long it takes from one change to what it changes about who may reach whom, in a cluster of the largest size.
///
/// Changes arrive on a schedule, whether the one before is done or not, so that each waits for those before it as it would.
final class EventsPart implements Part {
    private static final int WARM_UP = 20_000;
    private static final int EVENTS = 60_000;
    /// Of changes so wide that none comes every second.
    private static final int FEW = 5;
    private static final long NANOS_BETWEEN = 1_000_000_000L / 2_000;
    private static final double NANOS_PER_MICRO = 1_000;

    @Override
    public List<Result> run(boolean quick) {
        Progress.say("making the cluster");
        var cluster = SeededCluster.of(SeededCluster.SEED, SeededCluster.LARGE);
        var evaluation = cluster.evaluation();
        var began = System.nanoTime();
        evaluation.run();
        var full = (System.nanoTime() - began) / NANOS_PER_MICRO;
        var events = new SeededEvents(new Random(SeededCluster.SEED), cluster, evaluation);
        var results = new ArrayList<Result>();
        for (var kind : SeededEvents.Kind.values()) {
            Progress.say(kind.text());
            var times = kind.isRare()
                    ? measure(events, kind, FEW, /* between= */ 0)
                    : measured(events, kind, quick ? 20 : 1);
            results.add(Result.compared(kind.text() + ", p50", kind.goal(50), times.median(), full, "us"));
            results.add(Result.alone(kind.text() + ", p99", kind.goal(99), times.percentile(99), "us"));
            results.add(
                    Result.alone(kind.text() + ", p99.9", "<= 10,000 us", times.percentile(99.9), "us"));
        }
        return results;
    }

    private static Samples measured(SeededEvents events, SeededEvents.Kind kind, int fewer) {
        measure(events, kind, WARM_UP / fewer, /* between= */ 0);
        // A process that has run for long has no garbage of its start any more.
        System.gc();
        return measure(events, kind, EVENTS / fewer, NANOS_BETWEEN);
    }

    /// The time of each event from when it was due.
    private static Samples measure(SeededEvents events, SeededEvents.Kind kind, int count, long between) {
        var times = new double[count];
        var start = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var event = events.next(kind);
            var due = between == 0 ? System.nanoTime() : start + i * between;
            if (between != 0) {
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
            }
            event.run();
            times[i] = (System.nanoTime() - due) / NANOS_PER_MICRO;
        }
        return Samples.of(times);
    }
}
