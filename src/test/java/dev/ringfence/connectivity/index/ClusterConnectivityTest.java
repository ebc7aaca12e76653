package dev.ringfence.connectivity.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.bench.history.HistoryCheck;
import dev.ringfence.bench.history.RandomHistory;
import dev.ringfence.policy.Assumption;
import dev.ringfence.policy.EnforcementProfile;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories of a small cluster under every dialect: the index follows them step by step.
class ClusterConnectivityTest {
    private static final int EVENTS = 120;
    private static final int SEEDS = 8;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    /// A history in which selectors are narrow, wide and dividing, whatever their size.
    private static RandomHistory history(long seed, Enforcer enforcer) {
        var few = (int) (seed % 4);
        return new RandomHistory(seed, enforcer.profile(), new Widths(few, few + (int) (seed % 3)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStepLeavesWhatIsFoundByLookingAtEverythingAnew(long seed) {
        var history = history(seed, Enforcer.UNKNOWN);
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
        var history = history(seed, Enforcer.UNKNOWN);
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
    @EnumSource
    void everyVerdictIsThatOfTheReach(Enforcer enforcer) {
        for (var seed = 0; seed < SEEDS; seed++) {
            var history = history(seed, enforcer);
            var check = new HistoryCheck(history);
            for (var event = 0; event < EVENTS; event++) {
                history.next();
                if (event % 15 == 0) {
                    assertThat(check.equalsReach()).as("seed %d, event %d", seed, event).isEmpty();
                    assertThat(check.equalsRebuilt()).as("seed %d, event %d", seed, event).isEmpty();
                }
            }
        }
    }

    /// The ways in which enforcers read policies.
    enum Enforcer {
        UNKNOWN, MATCHES_PODS_BY_ADDRESS, MATCHES_NO_PODS_BY_ADDRESS, CILIUM;

        EnforcementProfile profile() {
            return switch (this) {
                case UNKNOWN -> EnforcementProfile.GENERIC;
                case MATCHES_PODS_BY_ADDRESS -> EnforcementProfile.of(Assumption.YES);
                case MATCHES_NO_PODS_BY_ADDRESS -> EnforcementProfile.of(Assumption.NO);
                case CILIUM -> EnforcementProfile.CILIUM;
            };
        }
    }
}
