package dev.ringfence.daemon;

import java.time.Instant;
import java.util.List;

/// Everything that Ringfence has to say at one moment; immutable, and published as a whole.
///
/// @param at when the judgement ended
/// @param cycle how many judgements there have been
/// @param complete whether every watch has synced and everything was judged at least once
/// @param enforcer who enforces policies
/// @param baselines by name
/// @param drifts newest first: all that are not closed, and as many closed ones as are kept
/// @param watches by resource
/// @param fights the objects that something keeps changing back, as `Kind namespace/name`, sorted
public record Report(Instant at, long cycle, boolean complete, Leadership leadership, Enforcer enforcer,
        List<BaselineReport> baselines,
        List<DriftRecord> drifts, List<WatchState> watches, List<MissingPermission> missingPermissions,
        List<String> fights) {

    public Report {
        baselines = List.copyOf(baselines);
        drifts = List.copyOf(drifts);
        watches = List.copyOf(watches);
        missingPermissions = List.copyOf(missingPermissions);
        fights = List.copyOf(fights);
    }
}
