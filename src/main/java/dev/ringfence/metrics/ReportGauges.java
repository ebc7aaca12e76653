package dev.ringfence.metrics;

import dev.ringfence.daemon.BaselineReport;
import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.daemon.Report;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The series that follow from a report, written anew for each scrape so that one page never mixes two reports.
///
/// Rows of what is gone from the report go with it. Callers must not overlap.
final class ReportGauges {
    private final MeterRegistry registry;
    private final MultiGauge driftsOpen;
    private final MultiGauge exposedSince;
    private final MultiGauge fights;
    private final MultiGauge guardedPods;
    private final MultiGauge uncoveredPods;
    private final MultiGauge guardedNamespaces;
    private final MultiGauge baselineRefused;
    private final MultiGauge lastVerdict;
    private final MultiGauge permissionMissing;
    private final MultiGauge leader;
    private final WatchGauges watches;
    /// Every permission that was missing once, and whether it still is.
    private final Map<Tags, Integer> permissions = new LinkedHashMap<>();
    private double lastVerdictSeconds;

    ReportGauges(MeterRegistry registry) {
        this.registry = registry;
        driftsOpen = gauge("ringfence.drifts.open", "Drifts that are open, exempted ones not counted");
        exposedSince = gauge("ringfence.exposed.since.timestamp.seconds",
                "When the oldest loosening that is open arose, in seconds since 1970; 0 while none is open");
        fights = gauge("ringfence.fights", "Objects that something keeps changing back after a repair");
        guardedPods = gauge("ringfence.guarded.pods", "Pods in the scope of the baseline");
        uncoveredPods = gauge("ringfence.uncovered.pods", "Guarded pods that nothing isolates");
        guardedNamespaces = gauge("ringfence.guarded.namespaces", "Namespaces in the scope of the baseline");
        baselineRefused = gauge("ringfence.baseline.refused",
                "1 while the newest text of the baseline is refused and an older one, or none, is in force");
        lastVerdict = gauge("ringfence.last.verdict.timestamp.seconds",
                "When everything was last judged, in seconds since 1970; 0 before the first time");
        permissionMissing = gauge("ringfence.api.permission.missing",
                "1 while RBAC refuses a request that Ringfence needs, 0 once it is allowed again");
        leader = gauge("ringfence.leader", "1 while this replica leads and may write");
        watches = new WatchGauges(registry);
    }

    void refresh(Report report, Instant now) {
        openDrifts(report);
        exposures(report);
        each(guardedPods, report, BaselineReport::pods);
        each(uncoveredPods, report, BaselineReport::uncoveredPods);
        each(guardedNamespaces, report, baseline -> baseline.namespaces().size());
        each(baselineRefused, report, baseline -> baseline.problem().isPresent() ? 1 : 0);
        watches.refresh(report.watches(), now);
        permissions(report);
        single(fights, report.fights().size());
        single(leader, report.leadership().leading() ? 1 : 0);
        if (report.complete()) {
            lastVerdictSeconds = report.at().toEpochMilli() / 1e3;
        }
        single(lastVerdict, lastVerdictSeconds);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void openDrifts(Report report) {
        var counts = new LinkedHashMap<Tags, Integer>();
        for (var baseline : report.baselines()) {
            for (var kind : DriftKind.values()) {
                for (var verdict : Verdict.values()) {
                    counts.put(drift(baseline.name(), kind, verdict), 0);
                }
            }
        }
        for (var drift : report.drifts()) {
            if (drift.state() == DriftRecord.State.OPEN) {
                var judged = drift.drift();
                counts.computeIfPresent(drift(judged.baseline(), judged.kind(), judged.verdict()),
                        (_, count) -> count + 1);
            }
        }
        rows(driftsOpen, counts);
    }

    private void exposures(Report report) {
        var since = new HashMap<String, Instant>();
        for (var drift : report.drifts()) {
            var judged = drift.drift();
            if (drift.state() == DriftRecord.State.OPEN && judged.verdict().loosens()) {
                since.merge(judged.baseline(), drift.openedAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        each(exposedSince, report, baseline -> Optional.ofNullable(since.get(baseline.name()))
                .map(instant -> instant.toEpochMilli() / 1e3).orElse(0.0));
    }

    private static Tags drift(String baseline, DriftKind kind, Verdict verdict) {
        return baseline(baseline).and("kind", kind.text(), "verdict", verdict.text());
    }

    private static Tags baseline(String name) {
        return Tags.of("baseline", LabelValue.of(name));
    }

    private static void each(MultiGauge gauge, Report report, ToDoubleFunction<BaselineReport> value) {
        gauge.register(report.baselines().stream()
                .map(baseline -> Row.of(baseline(baseline.name()), baseline, value)).toList(), true);
    }

    private void permissions(Report report) {
        permissions.replaceAll((_, _) -> 0);
        for (var missing : report.missingPermissions()) {
            permissions.put(Tags.of("verb", LabelValue.of(missing.verb()), "resource",
                    LabelValue.of(missing.resource())), 1);
        }
        rows(permissionMissing, permissions);
    }

    private static void rows(MultiGauge gauge, Map<Tags, Integer> values) {
        gauge.register(values.entrySet().stream().map(row -> Row.of(row.getKey(), row.getValue())).toList(),
                true);
    }

    private static void single(MultiGauge gauge, double value) {
        gauge.register(List.of(Row.of(Tags.empty(), value)), true);
    }
}
