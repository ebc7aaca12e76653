package dev.ringfence.metrics;

import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.Condition;
import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.daemon.Report;
import dev.ringfence.drift.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;

/// The series that say of each baseline how bad things are.
///
/// Written anew for each scrape; rows of baselines that are gone go with them. Callers must not overlap.
final class UrgencyGauges {
    private final MultiGauge bySeverity;
    private final MultiGauge enforcementVerified;

    UrgencyGauges(MeterRegistry registry) {
        bySeverity = MultiGauge.builder("ringfence.drifts.open.by.severity")
                .description("Drifts that are open, exempted ones not counted, by how urgent they are")
                .register(registry);
        enforcementVerified = MultiGauge.builder("ringfence.enforcement.verified")
                .description("1 while the network was seen to enforce what the policies of the baseline say")
                .register(registry);
    }

    void refresh(Report report) {
        var severities = new ArrayList<Row<?>>();
        var verified = new ArrayList<Row<?>>();
        for (var baseline : report.baselines()) {
            var tags = Tags.of("baseline", LabelValue.of(baseline.name()));
            for (var severity : Severity.values()) {
                severities.add(Row.of(tags.and("severity", severity.text()),
                        open(report, baseline.name(), severity)));
            }
            verified.add(Row.of(tags, isVerified(baseline) ? 1 : 0));
        }
        bySeverity.register(severities, true);
        enforcementVerified.register(verified, true);
    }

    private static long open(Report report, String baseline, Severity severity) {
        return report.drifts().stream().filter(drift -> drift.state() == DriftRecord.State.OPEN
                && drift.drift().baseline().equals(baseline) && drift.drift().severity() == severity).count();
    }

    private static boolean isVerified(BaselineReport baseline) {
        return baseline.conditions().stream().anyMatch(condition -> condition.type().equals("Enforced")
                && condition.status() == Condition.Status.TRUE);
    }
}
