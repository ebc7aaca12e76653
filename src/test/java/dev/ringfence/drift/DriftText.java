package dev.ringfence.drift;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Drifts as short lines, for tests to compare.
final class DriftText {
    private DriftText() {}

    /// Such as `PolicyChanged Loosened critical NetworkPolicy ai/np spec.ingress[0]`, one line for each drift.
    static List<String> lines(Judgement judgement) {
        return judgement.drifts().stream().map(DriftText::line).toList();
    }

    static String line(Drift drift) {
        return String.join(" ", drift.kind().text(), drift.verdict().text(), drift.severity().text(),
                drift.object().toString(), drift.cause().rule()).strip();
    }

    /// Such as `ai/gateway-0 -> ai/trainer-0 TCP 22 Active`, one line for each witness.
    static List<String> witnesses(Drift drift) {
        return drift.witnesses().stream().map(DriftText::line).toList();
    }

    static String line(Witness witness) {
        var port = witness.port().isPresent()
                ? " " + witness.port().getAsInt()
                : witness.portName().map(name -> " " + name).orElse("");
        return witness.source() + " -> " + witness.destination() + " " + witness.protocol() + port + " "
                + witness.layer().text() + (witness.bound() == Witness.Bound.CERTAIN ? "" : " Possible")
                + effective(witness.effective());
    }

    private static String effective(Optional<Boolean> effective) {
        return effective.map(passes -> passes ? "" : " (stopped by the other end)").orElse("");
    }

    /// Everything about a drift that does not depend on ids.
    static String full(Drift drift) {
        var text = new StringBuilder(line(drift)).append('\n');
        if (drift.exempted()) {
            text.append("  exempted\n");
        }
        text.append("  pods ").append(drift.pods().count()).append(' ').append(drift.pods().sample())
                .append('\n');
        if (!drift.cause().object().equals(drift.object())) {
            text.append("  cause ").append(drift.cause().object()).append('\n');
        }
        drift.cause().changedBy()
                .ifPresent(change -> text.append("  changed by ").append(change.manager()).append(' ')
                        .append(change.operation().toLowerCase(Locale.ROOT)).append('\n'));
        drift.witnesses().forEach(witness -> text.append("  witness ").append(line(witness)).append('\n'));
        return text.append("  ").append(drift.summary()).append('\n').toString();
    }
}
