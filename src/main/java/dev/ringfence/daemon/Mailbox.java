package dev.ringfence.daemon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The changes that wait for the loop, one per subject, so that a burst about one object costs one look at it.
///
/// What waits is bounded by the number of objects in the cluster.
public final class Mailbox implements Inbox {
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition filled = lock.newCondition();
    /// Only with the lock held.
    private Map<Object, Arrival> waiting = new LinkedHashMap<>();
    /// Only with the lock held.
    private long added;
    /// Only with the lock held.
    private boolean woken;

    /// A change, and when the first change about its subject that still waited came in.
    record Arrival(Change change, Instant at) {}

    public Mailbox(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void put(Change change) {
        var now = clock.instant();
        lock.lock();
        try {
            var before = waiting.size();
            waiting.merge(change.subject(), new Arrival(change, now),
                    (first, _) -> new Arrival(change, first.at()));
            added += waiting.size() - before;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Lets the loop come round at once although nothing may have come in.
    void wake() {
        lock.lock();
        try {
            woken = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /// How much has come in and waits, for a loop that has been busy since `busySince`, or is not.
    Workload workload(Optional<Instant> busySince) {
        lock.lock();
        try {
            return new Workload(added, waiting.size(), busySince);
        } finally {
            lock.unlock();
        }
    }

    /// Everything that waits, in the order in which the subjects first came in; nothing if nothing came in for `atMost`, or until
    /// the loop was woken.
    List<Arrival> take(Duration atMost) throws InterruptedException {
        var remaining = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !woken && remaining > 0) {
                remaining = filled.awaitNanos(remaining);
            }
            woken = false;
            if (waiting.isEmpty()) {
                return List.of();
            }
            var taken = List.copyOf(waiting.values());
            waiting = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
