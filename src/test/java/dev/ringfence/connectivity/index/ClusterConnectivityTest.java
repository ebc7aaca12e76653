package dev.ringfence.connectivity.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.bench.history.HistoryCheck;
import dev.ringfence.bench.history.RandomHistory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories of a small cluster under every dialect: the index follows them step by step.
class ClusterConnectivityTest {
    private static final int EVENTS = 120;

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStepLeavesWhatIsFoundByLookingAtEverythingAnew(long seed) {
        var history = new RandomHistory(seed);
        var check = new HistoryCheck(history);
        for (var event = 0; event < EVENTS; event++) {
            var difference = history.next();
            assertThat(check.differenceIsExact(difference)).as("seed %d, event %d", seed, event).isEmpty();
            if (event % 10 == 0) {
                assertThat(check.equalsRebuilt()).as("seed %d, event %d", seed, event).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFlowIsDecidedAsGoingThroughTheRulesDoes(long seed) {
        var history = new RandomHistory(seed);
        var check = new HistoryCheck(history);
        for (var event = 0; event < EVENTS; event++) {
            history.next();
            if (event % 10 == 0) {
                assertThat(check.equalsBruteForce()).as("seed %d, event %d", seed, event).isEmpty();
            }
        }
        assertThat(check.told()).as("cells that brute force could tell").isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyVerdictIsThatOfTheReach(long seed) {
        var history = new RandomHistory(seed);
        for (var event = 0; event < EVENTS; event++) {
            history.next();
            if (event % 10 == 0) {
                assertThat(new HistoryCheck(history).equalsReach()).as("seed %d, event %d", seed, event)
                        .isEmpty();
            }
        }
    }
}
