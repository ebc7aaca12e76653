package dev.ringfence.daemon;

import dev.ringfence.drift.DriftKey;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// When to act: at once, again after a failure, and never out of step with somebody who undoes every repair. Used by the loop's
/// thread alone.
///
/// A repair of one object is held back only by its own failures and by a rate: the first ten within a minute at once, further ones
/// a second apart. Protection is thus never paused, whatever undoes it.
final class Attempts {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int BURST = 10;
    private static final Duration FLOOR = Duration.ofSeconds(1);
    /// How many undone repairs of one object within the window make a fight.
    private static final int FIGHT = 3;
    /// How many deletions there may be within the window, of all objects together.
    private static final int DELETIONS = 10;
    /// How long a repair that was acknowledged may take to show its effect before it is tried again.
    private static final Duration EFFECT = Duration.ofSeconds(5);

    private final Map<DriftKey, History> histories = new HashMap<>();
    private final Deque<Instant> deletions = new ArrayDeque<>();

    /// What was tried for one drift.
    private static final class History {
        final Deque<Instant> succeeded = new ArrayDeque<>();
        Optional<Action> last = Optional.empty();
        boolean underWay;
        int failures;
        Instant next = Instant.MIN;
    }

    /// Whether an action may be sent now.
    enum Permission {
        /// Send it.
        NOW,
        /// One is under way, or it is too early.
        LATER,
        /// The brake on deletions holds.
        HELD
    }

    /// Whether `action` may be sent at `now`; if so it counts as sent.
    Permission ask(DriftKey key, Action action, Instant now) {
        var history = histories.computeIfAbsent(key, _ -> new History());
        // A different action answers to a different state: what failed before says nothing about it.
        var changed = history.last.isPresent() && !history.last.get().equals(action) && history.failures == 0;
        if (history.underWay || (now.isBefore(history.next) && !(changed && rateAllows(history, now)))) {
            return Permission.LATER;
        }
        if (action instanceof Action.DeletePolicy && !brakeAllows(now)) {
            history.next = now.plus(WINDOW);
            return Permission.HELD;
        }
        history.underWay = true;
        history.last = Optional.of(action);
        return Permission.NOW;
    }

    private boolean brakeAllows(Instant now) {
        forget(deletions, now);
        if (deletions.size() >= DELETIONS) {
            return false;
        }
        deletions.addLast(now);
        return true;
    }

    private static boolean rateAllows(History history, Instant now) {
        forget(history.succeeded, now);
        return history.succeeded.size() < BURST || !now.isBefore(history.succeeded.getLast().plus(FLOOR));
    }

    private static void forget(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && times.getFirst().isBefore(now.minus(WINDOW))) {
            times.removeFirst();
        }
    }

    /// Notes how an action ended.
    void ended(DriftKey key, Outcome outcome, Instant now) {
        var history = histories.computeIfAbsent(key, _ -> new History());
        history.underWay = false;
        switch (outcome.result()) {
            case SUCCEEDED, UNCHANGED -> {
                forget(history.succeeded, now);
                history.succeeded.addLast(now);
                history.failures = 0;
                history.next = now.plus(EFFECT);
            }
            case CONFLICT -> history.next = now.plus(backoff(history.failures++, 50, 1_000));
            case WAITING, UNREACHABLE -> history.next = now.plus(backoff(history.failures++, 100, 2_000));
            case FORBIDDEN, REJECTED -> history.next = now.plus(backoff(history.failures++, 1_000, 30_000));
            case HELD, NOT_LEADING -> history.next = now.plus(FLOOR);
        }
    }

    private static Duration backoff(int failures, long firstMillis, long mostMillis) {
        return Duration.ofMillis(Math.min(mostMillis, firstMillis << Math.min(failures, 10)));
    }

    /// Notes that a drift is gone: if it comes back, it is acted upon at once, as far as the rate allows.
    void closed(DriftKey key, Instant now) {
        var history = histories.get(key);
        if (history == null) {
            return;
        }
        forget(history.succeeded, now);
        history.failures = 0;
        history.next = history.succeeded.size() < BURST
                ? Instant.MIN
                : history.succeeded.getLast().plus(FLOOR);
        if (history.succeeded.isEmpty() && !history.underWay) {
            histories.remove(key);
        }
    }

    /// Whether something keeps undoing repairs of this drift's object.
    boolean isFight(DriftKey key, Instant now) {
        var history = histories.get(key);
        if (history == null) {
            return false;
        }
        forget(history.succeeded, now);
        return history.succeeded.size() >= FIGHT;
    }

    /// The objects that something keeps changing back, sorted. Drifts that nothing was done about for a while are forgotten.
    List<String> fights(Instant now) {
        var fights = new TreeSet<String>();
        histories.entrySet().removeIf(entry -> {
            forget(entry.getValue().succeeded, now);
            if (entry.getValue().succeeded.size() >= FIGHT) {
                fights.add(entry.getKey().object());
            }
            var idle = entry.getValue().succeeded.isEmpty() && entry.getValue().failures == 0;
            return idle && !entry.getValue().underWay && entry.getValue().next.isBefore(now);
        });
        return List.copyOf(fights);
    }

    /// Forgets every waiting time, as when this replica begins to lead.
    void reset() {
        histories.values().forEach(history -> history.next = Instant.MIN);
    }

    /// Whether an action about a drift is under way.
    boolean isUnderWay(DriftKey key) {
        var history = histories.get(key);
        return history != null && history.underWay;
    }

    /// Whether something was tried for a drift and may be tried again now.
    boolean isDue(DriftKey key, Instant now) {
        var history = histories.get(key);
        return history != null && !history.underWay && !now.isBefore(history.next);
    }

    /// When the earliest waiting time ends; none where nothing waits.
    Optional<Instant> next(Instant now) {
        return histories.values().stream().filter(history -> !history.underWay).map(history -> history.next)
                .filter(next -> next.isAfter(now)).min(Instant::compareTo);
    }
}
