package dev.ringfence.daemon;

import dev.ringfence.drift.Witness;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes one log line for each drift, action, refusal and fight: a constant message, and the facts as key-values.
public final class LoggingObserver implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingObserver.class);
    private static final int VALUE_LIMIT = 512;

    @Override
    public void opened(DriftRecord drift) {
        var found = drift.drift();
        var line = about(found.verdict().loosens() ? Level.WARN : Level.INFO, drift);
        text(line, "severity", found.severity().text());
        line.addKeyValue("pods", found.pods().count());
        text(line, "cause", found.cause().object().toString());
        if (!found.cause().rule().isEmpty()) {
            text(line, "rule", found.cause().rule());
        }
        found.cause().changedBy().ifPresent(change -> text(line, "changedBy", change.manager()));
        found.witnesses().stream().findFirst().ifPresent(witness -> text(line, "witness", flow(witness)));
        text(line, "openedAt", drift.openedAt().toString());
        text(line, "detectedAt", drift.detectedAt().toString());
        text(line, "summary", found.summary());
        line.log("Drift opened");
    }

    @Override
    public void closed(DriftRecord drift) {
        var line = about(Level.INFO, drift);
        drift.closedAt().ifPresent(closedAt -> {
            line.addKeyValue("openMillis", Duration.between(drift.openedAt(), closedAt).toMillis());
            text(line, "closedAt", closedAt.toString());
        });
        line.log("Drift closed");
    }

    @Override
    public void acted(DriftRecord drift, Action action, Outcome outcome, Duration took) {
        var line = about(level(outcome.result()), drift);
        text(line, "action", action.name());
        text(line, "target", action.target().toString());
        text(line, "result", outcome.result().text());
        line.addKeyValue("tookMillis", took.toMillis());
        text(line, "outcome", outcome.message());
        line.log("Action ended");
    }

    @Override
    public void fighting(DriftRecord drift, String rival) {
        var line = about(Level.WARN, drift);
        text(line, "rival", rival.isEmpty() ? "unknown" : rival);
        line.log("Repairs keep being undone");
    }

    @Override
    public void refused(String baseline, String problem) {
        var line = LOG.atLevel(problem.isEmpty() ? Level.INFO : Level.ERROR);
        text(line, "baseline", baseline);
        if (problem.isEmpty()) {
            line.log("Baseline is in force again");
        } else {
            text(line, "problem", problem);
            line.log("Baseline refused");
        }
    }

    @Override
    public void judged(boolean full, Duration took, int disagreements) {
        if (disagreements > 0) {
            LOG.atError().addKeyValue("disagreements", disagreements)
                    .addKeyValue("tookMillis", took.toMillis())
                    .log("Full evaluation differs from the current state");
        }
    }

    private static LoggingEventBuilder about(Level level, DriftRecord drift) {
        var line = LOG.atLevel(level);
        text(line, "drift", drift.drift().id());
        text(line, "kind", drift.drift().kind().text());
        text(line, "verdict", drift.drift().verdict().text());
        text(line, "state", drift.state().text());
        text(line, "baseline", drift.drift().baseline());
        text(line, "namespace", drift.drift().namespace());
        text(line, "object", drift.drift().object().toString());
        return line;
    }

    /// A conflict, or a namespace that is going, resolves itself; what needs a person is a warning.
    private static Level level(Outcome.Result result) {
        return switch (result) {
            case SUCCEEDED, UNCHANGED, CONFLICT, WAITING, NOT_LEADING -> Level.INFO;
            case FORBIDDEN, REJECTED, UNREACHABLE -> Level.WARN;
        };
    }

    private static String flow(Witness witness) {
        var port = witness.port().isPresent()
                ? " " + witness.port().getAsInt()
                : witness.portName().map(name -> " " + name).orElse("");
        return witness.source() + " -> " + witness.destination() + " " + witness.protocol() + port;
    }

    /// Quotes in a value would let it pass for further key-values in text output.
    private static void text(LoggingEventBuilder line, String key, String value) {
        line.addKeyValue(key, OneLine.of(value, VALUE_LIMIT).replace('"', '\''));
    }
}
