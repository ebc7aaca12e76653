package dev.ringfence.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What the API server answers instead of the objects of one kind, and since when.
final class WatchRefusals {
    /// An API server that has just started may refuse everybody until it has read its roles and definitions.
    private static final Duration BELIEVE_AFTER = Duration.ofSeconds(3);

    private final Clock clock;
    private Refusal newest = Refusal.NONE;
    private Instant since;

    WatchRefusals(Clock clock) {
        this.clock = clock;
        since = clock.instant();
    }

    /// Takes an answer.
    ///
    /// @return whether it differs from the last one
    boolean take(Refusal refusal) {
        var differs = refusal != newest;
        if (differs) {
            since = clock.instant();
        }
        newest = refusal;
        return differs;
    }

    boolean is(Refusal refusal) {
        return newest == refusal;
    }

    /// Whether that has been the answer for long enough.
    boolean isBelieved(Refusal refusal) {
        return newest == refusal && !clock.instant().isBefore(since.plus(BELIEVE_AFTER));
    }
}
