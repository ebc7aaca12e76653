package dev.ringfence.bench;

import dev.ringfence.bench.SeededCluster.Size;
import java.util.ArrayList;
import java.util.List;

/// What other kinds of policies cost, next to NetworkPolicies alone about the same pods.
final class DialectsPart implements Part {
    private static final Size SMALL = new Size(500, 1_000, 7_500, 2_500);

    @Override
    public List<Result> run(boolean quick) {
        var size = quick ? SMALL : SeededCluster.LARGE;
        Progress.say("NetworkPolicies alone");
        var alone = time(size, Mixture.NETWORK_POLICIES);
        var results = new ArrayList<Result>();
        for (var mixture : List.of(Mixture.TIERS, Mixture.CILIUM)) {
            Progress.say(mixture.text());
            results.add(Result.compared(mixture.text() + ", full evaluation", "", time(size, mixture), alone,
                    "ms"));
        }
        return results;
    }

    private static double time(Size size, Mixture mixture) {
        return WorstPart.time(SeededCluster.of(SeededCluster.SEED, size, mixture).evaluation());
    }
}
