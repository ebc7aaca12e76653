package dev.ringfence.daemon;

import dev.ringfence.drift.Witness;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Writes one log line for each drift, action, refusal and fight: a constant message, and the facts as key-values.
public final class LoggingObserver implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingObserver.class);

    @Override
    public void opened(DriftRecord drift) {
        var found = drift.drift();
        var line = about(found.verdict().loosens() ? Level.WARN : Level.INFO, drift);
        line.text("severity", found.severity().text());
        line.number("pods", found.pods().count());
        line.text("cause", found.cause().object().toString());
        if (!found.cause().rule().isEmpty()) {
            line.text("rule", found.cause().rule());
        }
        found.cause().changedBy().ifPresent(change -> line.text("changedBy", change.manager()));
        found.witnesses().stream().findFirst().ifPresent(witness -> line.text("witness", flow(witness)));
        line.text("openedAt", drift.openedAt().toString());
        line.text("detectedAt", drift.detectedAt().toString());
        line.text("summary", found.summary());
        line.log("Drift opened");
    }

    @Override
    public void closed(DriftRecord drift) {
        var line = about(Level.INFO, drift);
        drift.closedAt().ifPresent(closedAt -> {
            line.number("openMillis", Duration.between(drift.openedAt(), closedAt).toMillis());
            line.text("closedAt", closedAt.toString());
        });
        line.log("Drift closed");
    }

    @Override
    public void acted(DriftRecord drift, Action action, Outcome outcome, Duration took) {
        var line = about(level(outcome.result()), drift);
        line.text("action", action.name());
        line.text("target", action.target().toString());
        line.text("result", outcome.result().text());
        line.number("tookMillis", took.toMillis());
        line.text("outcome", outcome.message());
        line.log("Action ended");
    }

    @Override
    public void fighting(DriftRecord drift, String rival) {
        var line = about(Level.WARN, drift);
        line.text("rival", rival.isEmpty() ? "unknown" : rival);
        line.log("Repairs keep being undone");
    }

    @Override
    public void refused(String baseline, String problem) {
        var line = new LogLine(LOG, problem.isEmpty() ? Level.INFO : Level.ERROR);
        line.text("baseline", baseline);
        if (problem.isEmpty()) {
            line.log("Baseline is in force again");
        } else {
            line.text("problem", problem);
            line.log("Baseline refused");
        }
    }

    @Override
    public void removed(String baseline) {
        var line = new LogLine(LOG, Level.WARN);
        line.text("baseline", baseline);
        line.log("Baseline removed: what it guarded is guarded no more");
    }

    @Override
    public void enforcer(Enforcer enforcer) {
        var line = new LogLine(LOG, enforcer.isOff() ? Level.ERROR : Level.INFO);
        line.text("enforcer", enforcer.name());
        line.text("enforcing", enforcer.isOff() ? "no" : "yes");
        line.text("evidence", enforcer.evidence());
        line.log("Policies are read as their enforcer reads them");
    }

    @Override
    public void judged(boolean full, Duration took, int disagreements) {
        if (disagreements > 0) {
            var line = new LogLine(LOG, Level.ERROR);
            line.number("disagreements", disagreements);
            line.number("tookMillis", took.toMillis());
            line.log("Full evaluation differs from the current state");
        }
    }

    private static LogLine about(Level level, DriftRecord drift) {
        var line = new LogLine(LOG, level);
        line.text("drift", drift.drift().id());
        line.text("kind", drift.drift().kind().text());
        line.text("verdict", drift.drift().verdict().text());
        line.text("state", drift.state().text());
        line.text("baseline", drift.drift().baseline());
        line.text("namespace", drift.drift().namespace());
        line.text("object", drift.drift().object().toString());
        return line;
    }

    /// A conflict, or a namespace that is going, resolves itself; what needs a person is a warning.
    private static Level level(Outcome.Result result) {
        return switch (result) {
            case SUCCEEDED, UNCHANGED, CONFLICT, WAITING, NOT_LEADING -> Level.INFO;
            case FORBIDDEN, REJECTED, UNREACHABLE, HELD -> Level.WARN;
        };
    }

    private static String flow(Witness witness) {
        var port = witness.port().isPresent()
                ? " " + witness.port().getAsInt()
                : witness.portName().map(name -> " " + name).orElse("");
        return witness.source() + " -> " + witness.destination() + " " + witness.protocol() + port;
    }
}
