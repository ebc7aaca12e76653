package dev.ringfence.daemon;

import dev.ringfence.baseline.Mode;
import dev.ringfence.baseline.Baseline;
import dev.ringfence.daemon.DriftRecord.State;
import java.time.Instant;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the report of each baseline. Used by the loop's thread alone.
final class BaselineReporter {
    private final Guard guard;
    private final Map<String, List<Condition>> conditions = new HashMap<>();

    BaselineReporter(Guard guard) {
        this.guard = guard;
    }

    List<BaselineReport> reports(Instant now, boolean complete) {
        var open = guard.ledger().open().stream().filter(record -> record.state() == State.OPEN)
                .collect(Collectors.groupingBy(record -> record.drift().baseline()));
        var reports = new ArrayList<BaselineReport>();
        var known = new HashMap<String, List<Condition>>();
        for (var baseline : guard.baselines().all()) {
            var name = baseline.newest().name();
            var report = report(baseline, open.getOrDefault(name, List.of()), now, complete);
            known.put(name, report.conditions());
            reports.add(report);
        }
        conditions.clear();
        conditions.putAll(known);
        return reports;
    }

    private static Set<PolicyKind> keeps(GuardedBaseline baseline) {
        return baseline.inForce().stream().flatMap(text -> text.policies().stream())
                .map(policy -> policy.kind()).collect(Collectors.toSet());
    }

    /// A policy of the whole cluster serves others, too, and is never deleted.
    private Set<PolicyKind> deletes() {
        return Arrays.stream(PolicyKind.values())
                .filter(kind -> kind.isNamespaced() && guard.observed().sees(kind.resource()))
                .collect(Collectors.toSet());
    }

    private BaselineReport report(GuardedBaseline baseline, List<DriftRecord> open, Instant now,
            boolean complete) {
        var name = baseline.newest().name();
        var namespaces = new ArrayList<String>();

        var pods = 0;
        var uncovered = 0;
        for (var namespace : baseline.namespaces()) {
            namespaces.add(namespace.expectation().namespace());

            pods += namespace.last().map(last -> last.guardedPods()).orElse(0);
            uncovered += namespace.last().map(last -> last.uncoveredPods()).orElse(0);
        }
        var loosened = (int) open.stream().filter(record -> record.drift().verdict().loosens()).count();
        var problem = baseline.problem().or(() -> guard.baselines().clash(name));
        var answers = new Answers(guard, baseline, open, now, complete,
                conditions.getOrDefault(name, List.of()));
        return new BaselineReport(name, baseline.newest().source(),
                baseline.inForce().map(Baseline::generation).orElse(0L),
                baseline.inForce().map(Baseline::mode).orElse(Mode.OBSERVE),
                baseline.inForce().map(RepairRight::of).orElse(Set.of()), keeps(baseline), deletes(), problem,
                answers.conditions(problem),
                namespaces, baseline.policyNames(), pods, uncovered, open.size(), loosened);
    }
}
