package dev.ringfence.drift;

import dev.ringfence.model.ObjectReference;
import java.util.List;

/// One difference between a baseline and the cluster that matters.
///
/// @param id names this drift as long as it lasts; every replica computes the same one
/// @param baseline the name of the baseline
/// @param namespace the guarded namespace
/// @param object the object that differs, or the workload that is not held
/// @param pods the guarded pods concerned
/// @param witnesses a few flows that show the difference, the worst first
/// @param cause the object and rule that make the difference
/// @param exempted whether an exemption of the baseline accepts it for now
/// @param summary one sentence for people
public record Drift(String id, DriftKind kind, Verdict verdict, Severity severity, String baseline,
        String namespace,
        ObjectReference object, AffectedPods pods, List<Witness> witnesses, Cause cause, boolean exempted,
        String summary) {
    /// How many witnesses a drift carries at most.
    public static final int WITNESS_LIMIT = 3;

    public Drift {
        witnesses = List.copyOf(witnesses);
    }

    /// What makes this drift the same one at another time.
    public DriftKey key() {
        return DriftKey.of(this);
    }

    /// The same drift under the id that it was first found with.
    public Drift withId(String first) {
        return new Drift(first, kind, verdict, severity, baseline, namespace, object, pods, witnesses, cause,
                exempted, summary);
    }
}
