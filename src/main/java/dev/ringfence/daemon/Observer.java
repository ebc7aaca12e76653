package dev.ringfence.daemon;

import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Duration;

/// Is told, on the loop's thread, what happens; must return at once. What it throws is logged and goes no further.
public interface Observer {

    /// A drift was found.
    default void opened(DriftRecord drift) {}

    /// A drift is gone.
    default void closed(DriftRecord drift) {}

    /// An action about a drift ended.
    ///
    /// @param took from the moment the drift was detected, or seen to persist, to the answer of the API server
    default void acted(DriftRecord drift, Action action, Outcome outcome, Duration took) {}

    /// Something keeps undoing repairs of an object.
    ///
    /// @param rival the field manager that undoes them; empty where nobody can tell
    default void fighting(DriftRecord drift, String rival) {}

    /// A baseline was refused, or is in force again.
    default void refused(String baseline, String problem) {}

    /// A baseline is gone: nothing is guarded by it any more.
    default void removed(String baseline) {}

    /// Something else is known of who enforces policies.
    default void enforcer(Enforcer enforcer) {}

    /// A judgement ended.
    ///
    /// @param full whether everything was judged anew, not only what had changed
    /// @param disagreements how many drifts a full judgement found that the current state did not have, or the reverse
    default void judged(boolean full, Duration took, int disagreements) {}

    /// A turn of the loop ended that had something to do.
    default void turned(Turn turn) {}

    /// A report was published.
    default void published(Report report) {}
}
