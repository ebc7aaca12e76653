package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cluster.WatchDoubts.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchDoubtsTest {
    private final WatchDoubts doubts = new WatchDoubts();

    @Test
    void aWatchThatIsHeardIsBelieved() {
        assertThat(doubts.watching(Duration.ofSeconds(70), /* othersLost= */ false)).isEqualTo(Step.NOTHING);
        assertThat(doubts.isLost()).isFalse();
    }

    @Test
    void aSilentWatchIsAskedOnceAndThenRenewed() {
        assertThat(doubts.watching(Duration.ofSeconds(75), false)).isEqualTo(Step.PROBE);
        assertThat(doubts.watching(Duration.ofSeconds(76), false)).isEqualTo(Step.NOTHING);
        assertThat(doubts.watching(Duration.ofMinutes(3), false)).isEqualTo(Step.RENEW);
    }

    @Test
    void whenOthersAreLostAWatchIsAskedEveryFiveChecks() {
        var steps = new ArrayList<Step>();
        for (var check = 0; check < 6; check++) {
            steps.add(doubts.watching(Duration.ZERO, /* othersLost= */ true));
        }
        assertThat(steps).containsExactly(Step.PROBE, Step.NOTHING, Step.NOTHING, Step.NOTHING, Step.NOTHING,
                Step.PROBE);
    }

    @Test
    void aWatchIsLostAfterTwoChecksAndAskedAfterEveryFive() {
        var steps = new ArrayList<Step>();
        var lost = new ArrayList<Boolean>();
        for (var check = 0; check < 7; check++) {
            steps.add(doubts.missing());
            lost.add(doubts.isJustLost());
        }
        assertThat(lost).isEqualTo(List.of(false, true, false, false, false, false, false));
        assertThat(steps).containsExactly(Step.NOTHING, Step.PROBE, Step.NOTHING, Step.NOTHING, Step.NOTHING,
                Step.NOTHING, Step.PROBE);
        assertThat(doubts.isLost()).isTrue();

        assertThat(doubts.watching(Duration.ZERO, false)).isEqualTo(Step.NOTHING);
        assertThat(doubts.isLost()).isFalse();
    }
}
