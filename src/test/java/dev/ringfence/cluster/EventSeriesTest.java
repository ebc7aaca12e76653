package dev.ringfence.cluster;

import static dev.ringfence.cluster.ClusterSamples.NOW;
import static dev.ringfence.cluster.ClusterSamples.notice;
import static dev.ringfence.cluster.ClusterSamples.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cluster.EventSeries.Occurrence;
import dev.ringfence.daemon.Notice;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventSeriesTest {
    private final EventSeries series = new EventSeries();
    private final Notice first = notice(policy("ai-workloads", "debug-open"), "note", NOW);

    @Test
    void aNoticeThatIsNewRepeatsNothing() {
        assertThat(series.repeat(first)).isEmpty();
    }

    @Test
    void anEqualNoticeIsCountedAndKeepsTheWindowOpen() {
        series.start(first, "ai-workloads", "debug-open.1");
        Notice second = notice(first.regarding(), "note", NOW.plus(EventSeries.WINDOW));
        Notice third = notice(first.regarding(), "note", second.at().plus(EventSeries.WINDOW));

        assertThat(series.repeat(second))
                .contains(new Occurrence("ai-workloads", "debug-open.1", 2, second.at()));
        assertThat(series.repeat(third))
                .contains(new Occurrence("ai-workloads", "debug-open.1", 3, third.at()));
    }

    @Test
    void anEqualNoticeAfterTheWindowRepeatsNothing() {
        series.start(first, "ai-workloads", "debug-open.1");
        Notice late = notice(first.regarding(), "note",
                NOW.plus(EventSeries.WINDOW).plus(Duration.ofNanos(1)));

        assertThat(series.repeat(late)).isEmpty();
    }

    @Test
    void aNoticeThatDiffersRepeatsNothing() {
        series.start(first, "ai-workloads", "debug-open.1");

        assertThat(series.repeat(notice(first.regarding(), "another note", NOW))).isEmpty();
        assertThat(series.repeat(notice(policy("ai-workloads", "other"), "note", NOW))).isEmpty();
    }

    @Test
    void theOldestNoticesAreForgotten() {
        for (int number = 0; number <= EventSeries.CAPACITY; number++) {
            series.start(notice(first.regarding(), "note " + number, NOW), "ai-workloads", "event-" + number);
        }

        assertThat(series.repeat(notice(first.regarding(), "note 0", NOW))).isEmpty();
        assertThat(series.repeat(notice(first.regarding(), "note 1", NOW))).isPresent();
    }
}
