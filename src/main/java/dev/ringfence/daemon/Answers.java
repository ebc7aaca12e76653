package dev.ringfence.daemon;

import dev.ringfence.daemon.Condition.Status;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The conditions of one baseline: is it in force, is it isolated, is it enforced, and do repairs last.
///
/// @param open its drifts that are open and not exempted
/// @param before its conditions so far, whose times stay where the answer stays
record Answers(Guard guard, GuardedBaseline baseline, List<DriftRecord> open, Instant now, boolean complete,
        List<Condition> before) {

    private static final Set<DriftKind> UNENFORCED = EnumSet.of(DriftKind.ENFORCEMENT_LOST,
            DriftKind.POLICY_REJECTED, DriftKind.WORKLOAD_UNENFORCEABLE);

    /// `Ready`, `Isolated`, `Enforced` and `Uncontested`, in this order.
    List<Condition> conditions(Optional<String> problem) {
        return List.of(ready(problem), isolated(), enforced(), uncontested());
    }

    private Condition ready(Optional<String> problem) {
        if (problem.isPresent()) {
            var standing = baseline.inForce()
                    .map(last -> "; generation " + last.generation() + " stays in force").orElse("");
            return answer("Ready", Status.FALSE, "BaselineRefused", problem.get() + standing);
        }
        if (!complete) {
            return answer("Ready", Status.FALSE, "NotSynced",
                    "the first complete view of the cluster is awaited");
        }
        var missing = guard.missingPermissions();
        if (!missing.isEmpty()) {
            var first = missing.getFirst();
            return answer("Ready", Status.FALSE, "PermissionMissing",
                    "Ringfence may not " + first.verb() + " "
                            + first.resource() + ": " + first.consequence() + more(missing.size() - 1));
        }
        return answer("Ready", Status.TRUE, "InForce",
                "generation " + baseline.newest().generation() + " is in force");
    }

    private Condition isolated() {
        if (baseline.inForce().isEmpty()) {
            return answer("Isolated", Status.UNKNOWN, "NotGuarded",
                    "no version of this baseline is in force");
        }
        if (!complete) {
            return answer("Isolated", Status.UNKNOWN, "NotSynced",
                    "the first complete view of the cluster is awaited");
        }
        var worst = open.stream().map(DriftRecord::drift).filter(drift -> drift.verdict().loosens())
                .min(Comparator.comparing(drift -> drift.severity()));
        if (worst.isPresent()) {
            var loosened = (int) open.stream().filter(record -> record.drift().verdict().loosens()).count();
            return answer("Isolated", Status.FALSE, worst.get().kind().text(),
                    worst.get().summary() + more(loosened - 1));
        }
        if (!guard.observed().sees(guard.settings().policies())) {
            return answer("Isolated", Status.UNKNOWN, "PoliciesNotSeen",
                    "Ringfence does not see the network policies");
        }
        if (!guard.observed().sees(guard.settings().namespaces())) {
            return answer("Isolated", Status.UNKNOWN, "NamespacesNotSeen",
                    "Ringfence does not see the namespaces");
        }
        if (!guard.observed().sees(guard.settings().pods())) {
            return answer("Isolated", Status.UNKNOWN, "PodsNotSeen", "Ringfence does not see the pods");
        }
        var doubtful = open.stream().map(DriftRecord::drift)
                .filter(drift -> drift.verdict() == Verdict.INDETERMINATE
                        && drift.severity() != Severity.INFO)
                .findFirst();
        if (doubtful.isPresent()) {
            return answer("Isolated", Status.UNKNOWN, doubtful.get().kind().text(), doubtful.get().summary());
        }
        return answer("Isolated", Status.TRUE, "AsApproved", open.isEmpty()
                ? "what is live allows what was approved"
                : "nothing is allowed that was not approved; open drifts: " + kinds());
    }

    private Condition enforced() {
        var unenforceable = open.stream().map(DriftRecord::drift)
                .filter(drift -> UNENFORCED.contains(drift.kind()))
                .min(Comparator.comparing(drift -> drift.severity()));
        return unenforceable
                .map(drift -> answer("Enforced", Status.FALSE, drift.kind().text(), drift.summary()))
                .orElseGet(() -> answer("Enforced", Status.UNKNOWN, "NotVerified",
                        "policies are judged as " + enforcer()
                                + "; whether the network enforces them was not verified"));
    }

    private Condition uncontested() {
        var fights = guard.repairs().fights(baseline.newest().name(), now);
        return fights.isEmpty()
                ? answer("Uncontested", Status.TRUE, "NoFight", "nothing keeps undoing repairs")
                : answer("Uncontested", Status.FALSE, "RepairFight",
                        fights.getFirst().text() + more(fights.size() - 1));
    }

    private String enforcer() {
        var enforcer = guard.inputs().enforcer();
        return enforcer.profile().cilium().isPresent()
                ? enforcer.name() + " reads them"
                : "they are written";
    }

    private String kinds() {
        return open.stream().map(record -> record.drift().kind().text()).distinct().sorted()
                .collect(Collectors.joining(", "));
    }

    private static String more(int others) {
        return others > 0 ? " (and " + others + " more)" : "";
    }

    private Condition answer(String type, Status status, String reason, String message) {
        var since = before.stream().filter(known -> known.type().equals(type) && known.status() == status)
                .map(Condition::lastTransitionTime).findFirst().orElse(now);
        return new Condition(type, status, reason, message, baseline.newest().generation(), since);
    }
}
