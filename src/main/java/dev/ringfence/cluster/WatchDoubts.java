package dev.ringfence.cluster;

import java.time.Duration;

/// Whether a watch that seems to live does, by how long nothing was heard of it.
///
/// The client library can take a dead connection for a live one: what it says is believed only while it is heard.
final class WatchDoubts {
    /// A watch is renewed every few minutes, and not watching for a moment then.
    private static final int CHECKS_UNTIL_LOST = 2;
    private static final int CHECKS_BETWEEN_PROBES = 5;
    /// The API server sends a bookmark about once a minute, if its own watch of the store has moved on; a list makes it do so.
    private static final Duration ASK_AFTER = Duration.ofSeconds(75);
    /// A connection can be dead without either end being told. Nothing heard for so long, all objects are listed again.
    private static final Duration RENEW_AFTER = Duration.ofMinutes(3);

    private int checksWithoutWatch;
    private int checksInDoubt;

    /// What is to be done now.
    enum Step {
        NOTHING,
        /// Ask the API server for one object, to hear its answer.
        PROBE,
        /// List and watch anew.
        RENEW
    }

    /// A check that found a watch.
    ///
    /// @param still for how long nothing was heard of it
    /// @param othersLost whether the watch of another kind has lost its connection, so that this one may have too
    Step watching(Duration still, boolean othersLost) {
        checksWithoutWatch = 0;
        if (still.compareTo(RENEW_AFTER) >= 0) {
            return Step.RENEW;
        }
        if (!othersLost && still.compareTo(ASK_AFTER) < 0) {
            checksInDoubt = 0;
            return Step.NOTHING;
        }
        var between = othersLost ? CHECKS_BETWEEN_PROBES : Integer.MAX_VALUE;
        return checksInDoubt++ % between == 0 ? Step.PROBE : Step.NOTHING;
    }

    /// A check that found no watch.
    Step missing() {
        checksWithoutWatch++;
        return checksWithoutWatch % CHECKS_BETWEEN_PROBES == CHECKS_UNTIL_LOST ? Step.PROBE : Step.NOTHING;
    }

    /// Everything begins anew.
    void clear() {
        checksInDoubt = 0;
        checksWithoutWatch = 0;
    }

    /// A renewed watch is not doubted, and not believed before it is there.
    void renewed() {
        checksInDoubt = 0;
    }

    boolean isLost() {
        return checksWithoutWatch >= CHECKS_UNTIL_LOST;
    }

    /// Whether it was lost by the last check.
    boolean isJustLost() {
        return checksWithoutWatch == CHECKS_UNTIL_LOST;
    }
}
