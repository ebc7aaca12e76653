package dev.ringfence.bench;

import dev.ringfence.daemon.StreamReplay;
import java.util.List;

/// Whether the daemon's mailbox and loop keep up with a stream of watch events about a cluster of the largest size.
final class StreamPart implements Part {
    private static final int PER_SECOND = 30_000;
    private static final int SECONDS = 20;

    @Override
    public List<Result> run(boolean quick) throws InterruptedException {
        Progress.say("making the cluster");
        var cluster = SeededCluster.of(SeededCluster.SEED, SeededCluster.LARGE);
        Progress.say("taking it in, and guarding one namespace in ten");
        var replay = new StreamReplay(cluster.namespaces(), cluster.pods(), "team-1");
        replay.run(PER_SECOND, /* seconds= */ 5);
        Progress.say("replaying");
        var outcome = replay.run(PER_SECOND, quick ? 3 : SECONDS);
        if (outcome.lost() > 0) {
            throw new IllegalStateException(
                    "expected every pod as it was last seen, found " + outcome.lost() + " others");
        }
        var lags = Samples.of(outcome.lags());
        return List.of(
                Result.alone("events a second, offered and taken in", ">= 25,000", outcome.perSecond(),
                        "per s"),
                Result.alone("lag from arrival to judged, p50", "", lags.median(), "ms"),
                Result.alone("lag from arrival to judged, p99", "<= 250 ms", lags.percentile(99), "ms"),
                Result.alone("lag from arrival to judged, longest", "", lags.maximum(), "ms"),
                Result.alone("changes that waited, the most", "bounded by the objects", outcome.waiting(),
                        ""),
                Result.alone("pods not as they were last seen", "0", outcome.lost(), ""));
    }
}
