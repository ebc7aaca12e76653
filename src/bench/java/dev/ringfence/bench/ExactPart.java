package dev.ringfence.bench;

import dev.ringfence.bench.history.HistoryCheck;
import dev.ringfence.bench.history.RandomHistory;
import dev.ringfence.connectivity.index.Widths;
import dev.ringfence.policy.EnforcementProfile;
import java.util.List;
import java.util.Optional;

/// Whether the index of a whole cluster, kept up to date change by change, says what is so: the gate before any time counts.
///
/// Any difference ends the benchmark.
final class ExactPart implements Part {
    private static final int EVENTS = 1_000_000;
    private static final int EVENTS_OF_ONE_HISTORY = 10_000;
    private static final int REBUILD_EVERY = 500;
    private static final int BRUTE_FORCE_EVERY = 2_000;

    @Override
    public List<Result> run(boolean quick) {
        var events = quick ? EVENTS / 50 : EVENTS;
        var compared = 0L;
        var told = 0L;
        for (var seed = 0; seed < events / EVENTS_OF_ONE_HISTORY; seed++) {
            Progress.say("history %d of %d".formatted(seed + 1, events / EVENTS_OF_ONE_HISTORY));
            var history = new RandomHistory(SeededCluster.SEED + seed, EnforcementProfile.GENERIC,
                    new Widths(seed % 4, seed % 4 + seed % 5));
            var check = new HistoryCheck(history);
            for (var event = 1; event <= EVENTS_OF_ONE_HISTORY; event++) {
                history.next();
                if (event % REBUILD_EVERY == 0) {
                    require(check.equalsRebuilt(), seed, event);
                    compared += 2L * history.classes().size() * history.classes().size();
                }
                if (event % BRUTE_FORCE_EVERY == 0) {
                    require(check.equalsBruteForce(), seed, event);
                }
            }
            told += check.told();
        }
        return List.of(
                Result.alone(
                        "random events, after each %d of which incremental equals full".formatted(
                                REBUILD_EVERY),
                        ">= 1,000,000",
                        events, ""),
                Result.alone("verdicts compared with a full evaluation", "", (double) compared, ""),
                Result.alone("verdicts compared with brute force, flow by flow", "", (double) told, ""),
                Result.alone("differences", "0", 0, ""));
    }

    private static void require(Optional<String> difference, int seed, int event) {
        if (difference.isPresent()) {
            throw new IllegalStateException(
                    "history %d, event %d: %s".formatted(seed, event, difference.get()));
        }
    }
}
