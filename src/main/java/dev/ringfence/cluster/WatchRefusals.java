package dev.ringfence.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// What the API server answers instead of the objects of one kind, and since when.
final class WatchRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(WatchRefusals.class);
    /// An API server that has just started may refuse everybody until it has read its roles and definitions.
    private static final Duration BELIEVE_AFTER = Duration.ofSeconds(3);

    private final WatchedKind<?> kind;
    private final Clock clock;
    private Refusal newest = Refusal.NONE;
    private Instant since;

    WatchRefusals(WatchedKind<?> kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
        since = clock.instant();
    }

    /// Takes a failure, and logs it unless it is of the same kind as the last one.
    void take(Throwable failure) {
        var refusal = Refusal.of(failure);
        if (refusal == newest) {
            return;
        }
        newest = refusal;
        since = clock.instant();
        LOG.atLevel(kind.isOptional() && refusal == Refusal.UNKNOWN_KIND ? Level.INFO : Level.WARN)
                .addKeyValue("resource", kind.resource()).addKeyValue("problem", Refusal.message(failure))
                .log("Watch failed; trying again");
    }

    /// The kind is served, or is not asked for.
    void clear() {
        newest = Refusal.NONE;
    }

    boolean is(Refusal refusal) {
        return newest == refusal;
    }

    /// Whether that has been the answer for long enough.
    boolean isBelieved(Refusal refusal) {
        return newest == refusal && !clock.instant().isBefore(since.plus(BELIEVE_AFTER));
    }
}
