package dev.ringfence.cluster;

import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.daemon.WatchState.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the loop how well one watch sees, and the log when that changes.
final class WatchNews {
    private static final Logger LOG = LoggerFactory.getLogger(WatchNews.class);
    /// How often a state is told that differs from the last one in its times and counts only.
    private static final Duration TELL_AFTER = Duration.ofSeconds(10);

    private final String resource;
    private final Inbox inbox;
    private final Clock clock;
    private @Nullable WatchState told;
    private Instant toldAt;

    /// @param resource the resource with its group
    WatchNews(String resource, Inbox inbox, Clock clock) {
        this.resource = resource;
        this.inbox = inbox;
        this.clock = clock;
        toldAt = clock.instant();
    }

    /// Tells the state, unless that is no news.
    ///
    /// @param objects how many objects are known, for the log
    void tell(Phase phase, Instant freshAt, long restarts, int objects) {
        var now = clock.instant();
        var state = new WatchState(resource, phase, freshAt, restarts);
        var last = told;
        if (last != null && last.phase() == phase
                && (last.equals(state) || now.isBefore(toldAt.plus(TELL_AFTER)))) {
            return;
        }
        told = state;
        toldAt = now;
        inbox.put(new WatchChange(state));
        if (last == null || last.phase() != phase) {
            LOG.atInfo().addKeyValue("resource", resource).addKeyValue("phase", phase)
                    .addKeyValue("objects", objects).log("Watch changed");
        }
    }
}
