package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.Mode;
import dev.ringfence.drift.AffectedPods;
import dev.ringfence.drift.Cause;
import dev.ringfence.drift.Drift;
import dev.ringfence.drift.DriftKind;
import dev.ringfence.drift.Severity;
import dev.ringfence.drift.Verdict;
import dev.ringfence.drift.Witness;
import dev.ringfence.model.FieldChange;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.policy.Direction;
import dev.ringfence.repair.Outcome;
import dev.ringfence.policy.dialect.PolicyKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.OptionalInt;

/// Reports, and parts of them, of the reference case.
public final class SampleReports {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final String BASELINE = "ai-workloads";
    public static final ObjectReference DEBUG_OPEN = new ObjectReference("networking.k8s.io/v1",
            "NetworkPolicy",
            BASELINE, "debug-open", "7d1c0c4e-0001");

    private SampleReports() {}

    /// A complete report of one baseline, which leads and sees everything.
    public static Report of(DriftRecord... drifts) {
        return of(List.of(baseline(BASELINE)), List.of(drifts));
    }

    public static Report of(List<BaselineReport> baselines, List<DriftRecord> drifts) {
        return new Report(NOON, 7, true, new Leadership(true, "replica-a", "replica-a"), Enforcer.UNKNOWN,
                baselines, drifts,
                List.of(watch("pods", WatchState.Phase.SYNCED)), List.of(), List.of());
    }

    /// What there is to say before the first judgement.
    public static Report incomplete() {
        return new Report(NOON, 0, false, new Leadership(false, "", "replica-a"), Enforcer.UNKNOWN, List.of(),
                List.of(),
                List.of(watch("namespaces", WatchState.Phase.SYNCED),
                        watch("pods", WatchState.Phase.SYNCING)),
                List.of(new MissingPermission("watch", "pods", "workloads are not seen")), List.of());
    }

    public static WatchState watch(String resource, WatchState.Phase phase) {
        return new WatchState(resource, phase, NOON.minusSeconds(5), 2);
    }

    public static BaselineReport baseline(String name) {
        return new BaselineReport(name, BaselineObject.Source.CLUSTER, 3, Mode.REPAIR,
                Set.of(RepairRight.KEEP_POLICIES), Set.of(PolicyKind.NETWORK_POLICY), Set.of(),
                Optional.empty(),
                List.of(new Condition("Isolated", Condition.Status.TRUE, "AsApproved", "no drift", 3, NOON)),
                List.of(BASELINE), List.of("NetworkPolicy ai-workloads/ai-workload-isolation"), 12, 1, 2, 1);
    }

    public static BaselineReport refused(String name) {
        return new BaselineReport(name, new BaselineObject.Source("baselines/ai.yaml"), 0, Mode.OBSERVE,
                Set.of(), Set.of(), Set.of(),
                Optional.of("spec.mode: expected Observe or Repair, found \"Repiar\""), List.of(), List.of(),
                List.of(), 0, 0, 0, 0);
    }

    /// A foreign policy that opened a guarded pod, a while before noon.
    public static Drift drift(String id) {
        return drift(id, DriftKind.FOREIGN_POLICY, Verdict.LOOSENED, BASELINE);
    }

    public static Drift drift(String id, DriftKind kind, Verdict verdict, String baseline) {
        var witness = new Witness(Direction.INGRESS, "any pod of namespace default", "ai-workloads/model-0",
                "TCP",
                OptionalInt.of(22), Optional.empty(), Optional.empty(), Witness.Bound.CERTAIN,
                Witness.Layer.ACTIVE,
                Optional.of(true));
        var cause = new Cause(DEBUG_OPEN, "spec.ingress[0]",
                Optional.of(new FieldChange("kubectl", "Apply", NOON.minusSeconds(2))));
        return new Drift(id, kind, verdict, Severity.CRITICAL, baseline, BASELINE, DEBUG_OPEN,
                new AffectedPods(12, List.of("ai-workloads/model-0")), List.of(witness), cause, false,
                "debug-open allows TCP 22 to model-0 from every pod");
    }

    /// Arose 40 milliseconds before it was detected, at `detectedAt`.
    public static DriftRecord open(Drift drift, Instant detectedAt) {
        return new DriftRecord(drift, DriftRecord.State.OPEN, detectedAt.minusMillis(40), detectedAt,
                Optional.empty(), List.of());
    }

    /// Repaired `millis` after it was detected.
    public static DriftRecord repaired(Drift drift, Instant detectedAt, long millis) {
        var action = new ActionRecord("RestorePolicy", new Outcome(Outcome.Result.SUCCEEDED, "spec replaced"),
                detectedAt.plusMillis(millis / 2));
        return new DriftRecord(drift, DriftRecord.State.REPAIRED, detectedAt.minusMillis(40), detectedAt,
                Optional.of(detectedAt.plusMillis(millis)), List.of(action));
    }
}
