package dev.ringfence.cluster;

import dev.ringfence.daemon.WatchState.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How well the objects of one kind are seen: whether it is known which there are, since when, and what is in the way.
///
/// Everything but `heard` and `freshAt` is for one thread at a time.
final class Sight {
    private final boolean optional;
    private final Clock clock;
    private final WatchDoubts doubts = new WatchDoubts();
    private final WatchRefusals refusals;

    private volatile Instant freshAt;
    /// Whether it was known at least once which objects there are.
    private boolean known;
    /// Whether that is because of a list, and not because there can be none.
    private boolean listed;
    private boolean relistExpected;
    private long restarts;
    private @Nullable String seenVersion;

    Sight(WatchedKind<?> kind, Clock clock) {
        optional = kind.isOptional();
        this.clock = clock;
        freshAt = clock.instant();
        refusals = new WatchRefusals(kind, clock);
    }

    /// Something was heard of the objects.
    void heard() {
        freshAt = clock.instant();
    }

    /// The first listing begins.
    void begins() {
        doubts.clear();
        listed = false;
        heard();
    }

    /// A listing begins to list.
    void lists() {
        if (listed && !relistExpected) {
            restarts++;
        }
        relistExpected = false;
    }

    /// A list is complete.
    void complete() {
        known = true;
        listed = true;
        heard();
    }

    /// A list or a watch has failed, and is tried again.
    void failed() {
        restarts++;
        relistExpected = true;
    }

    /// Another listing takes over.
    void renewed() {
        restarts++;
        relistExpected = true;
        doubts.renewed();
        heard();
    }

    /// There can be no objects, by what the API server answers.
    void knownEmpty() {
        known = true;
        listed = false;
        heard();
    }

    /// There is no reason any more to look.
    void ended() {
        knownEmpty();
        seenVersion = null;
        doubts.clear();
        refusals.clear();
    }

    /// A check found a watch.
    ///
    /// @param version the newest version that it was told
    /// @param othersLost whether the watch of another kind has lost its connection, so that this one may have too
    WatchDoubts.Step watching(@Nullable String version, boolean othersLost) {
        look(version);
        refusals.clear();
        return doubts.watching(still(), othersLost);
    }

    /// A check found no watch where there should be one.
    WatchDoubts.Step missing(@Nullable String version) {
        look(version);
        if (!known) {
            return WatchDoubts.Step.NOTHING;
        }
        var step = doubts.missing();
        if (doubts.isJustLost() && !relistExpected) {
            restarts++;
        }
        return step;
    }

    /// A check of a kind that there is no reason to watch: that holds for as long as the API server answers.
    void unwatched(boolean othersLost) {
        if (othersLost) {
            var _ = doubts.missing();
        } else {
            doubts.clear();
        }
    }

    private void look(@Nullable String version) {
        if (!Objects.equals(version, seenVersion)) {
            seenVersion = version;
            heard();
        }
    }

    /// Takes what the API server answers instead of the objects.
    void refused(Throwable failure) {
        refusals.take(failure);
    }

    /// For how long nothing was heard.
    Duration still() {
        return Duration.between(freshAt, clock.instant());
    }

    Instant freshAt() {
        return freshAt;
    }

    /// How often it had to begin anew.
    long restarts() {
        return restarts;
    }

    /// Whether there can be no objects. That none of those that were seen is left is not believed at once.
    ///
    /// @param objects how many were seen
    boolean isAbsent(int objects) {
        return optional && refusals.is(Refusal.UNKNOWN_KIND)
                && (objects == 0 || refusals.isBelieved(Refusal.UNKNOWN_KIND));
    }

    /// @param objects how many were seen
    Phase phase(int objects) {
        if (isAbsent(objects)) {
            return Phase.ABSENT;
        }
        if (refusals.isBelieved(Refusal.FORBIDDEN)) {
            return Phase.FORBIDDEN;
        }
        if (!known) {
            return Phase.SYNCING;
        }
        if (doubts.isLost()) {
            return Phase.DISCONNECTED;
        }
        return listed ? Phase.SYNCED : Phase.ABSENT;
    }
}
