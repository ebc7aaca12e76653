package dev.ringfence.daemon;

import static dev.ringfence.daemon.SampleReports.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringfence.model.OneLine;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class LoggingObserverTest {
    private static final DriftRecord DRIFT = SampleReports.open(SampleReports.drift("3f9c0a7be1d2"), NOON);
    private static final Action ACTION = new Action.DeletePolicy("3f9c0a7be1d2", SampleReports.DEBUG_OPEN,
            "17");

    private final LoggingObserver observer = new LoggingObserver();
    private final Logger logger = (Logger) LoggerFactory.getLogger(LoggingObserver.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void aDriftIsOneLineWithWhoWhatAndWhy() {
        observer.opened(DRIFT);

        assertThat(onlyLine().getFormattedMessage()).isEqualTo("Drift opened");
        assertThat(onlyLine().getLevel()).isEqualTo(Level.WARN);
        assertThat(values()).containsEntry("drift", "3f9c0a7be1d2").containsEntry("kind", "ForeignPolicy")
                .containsEntry("verdict", "Loosened").containsEntry("severity", "critical")
                .containsEntry("object", "NetworkPolicy ai-workloads/debug-open").containsEntry("pods", "12")
                .containsEntry("rule", "spec.ingress[0]").containsEntry("changedBy", "kubectl")
                .containsEntry("witness", "any pod of namespace default -> ai-workloads/model-0 TCP 22");
    }

    @Test
    void aClosedDriftSaysHowLongItWasOpen() {
        observer.closed(SampleReports.repaired(SampleReports.drift("3f9c0a7be1d2"), NOON, 60));

        assertThat(onlyLine().getFormattedMessage()).isEqualTo("Drift closed");
        assertThat(values()).containsEntry("state", "Repaired").containsEntry("openMillis", "100");
    }

    @Test
    void anActionIsOneLineWithItsOutcome() {
        observer.acted(DRIFT, ACTION, new Outcome(Outcome.Result.SUCCEEDED, "deleted"),
                Duration.ofMillis(12));

        assertThat(onlyLine().getFormattedMessage()).isEqualTo("Action ended");
        assertThat(values()).containsEntry("action", "DeletePolicy").containsEntry("result", "Succeeded")
                .containsEntry("tookMillis", "12").containsEntry("outcome", "deleted");
    }

    @ParameterizedTest
    @EnumSource(Outcome.Result.class)
    void anOutcomeThatNeedsAPersonIsAWarning(Outcome.Result result) {
        observer.acted(DRIFT, ACTION, new Outcome(result, ""), Duration.ZERO);

        var needsPerson = switch (result) {
            case FORBIDDEN, REJECTED, UNREACHABLE, HELD -> true;
            case SUCCEEDED, UNCHANGED, CONFLICT, WAITING, NOT_LEADING -> false;
        };
        assertThat(onlyLine().getLevel()).isEqualTo(needsPerson ? Level.WARN : Level.INFO);
    }

    @Test
    void refusalsAndFightsAreLogged() {
        observer.refused("ai-workloads", "spec.mode: expected Observe or Repair, found 7");
        observer.refused("ai-workloads", "");
        observer.fighting(DRIFT, "");

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Baseline refused", "Baseline is in force again",
                        "Repairs keep being undone");
    }

    @Test
    void judgementsAreSilentUnlessTheyDisagree() {
        observer.judged(true, Duration.ofMillis(3), 0);
        assertThat(lines.list).isEmpty();

        observer.judged(true, Duration.ofMillis(3), 2);
        assertThat(onlyLine().getFormattedMessage())
                .isEqualTo("Full evaluation differs from the current state");
        assertThat(values()).containsEntry("disagreements", "2");
    }

    @Test
    void hostileTextCanForgeNeitherALineNorAValue() {
        observer.refused("x\" verdict=\"Equivalent\nERROR forged\u001b[2K", "y".repeat(100_000));

        assertThat(values().get("baseline")).isEqualTo("x' verdict='Equivalent\\u000aERROR forged\\u001b[2K");
        assertThat(values().get("problem")).hasSizeLessThanOrEqualTo(512).endsWith("...");
    }

    private ILoggingEvent onlyLine() {
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst();
    }

    private Map<String, String> values() {
        return onlyLine().getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }
}
