package dev.ringfence.daemon;

import dev.ringfence.repair.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/// Writes the status of each baseline that is a custom resource: when it says something new, one write at a time, and not in haste.
///
/// Nothing is written where nothing but times has changed, so an idle cluster gets no writes.
final class StatusPublisher {
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final ExecutorService workers;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    /// Only with the lock held.
    private final Map<String, Progress> progress = new HashMap<>();

    /// What was said last about one baseline.
    private static final class Progress {
        List<Object> written = List.of();
        boolean underWay;
        Instant next = Instant.MIN;
    }

    StatusPublisher(Cluster cluster, ExecutorService workers, Clock clock) {
        this.cluster = cluster;
        this.workers = workers;
        this.clock = clock;
    }

    /// Writes what has changed, and returns whether something is left to be written later.
    boolean publish(List<BaselineStatus> statuses) {
        lock.lock();
        try {
            var left = false;
            for (var status : statuses) {
                left |= publish(status);
            }
            progress.keySet().retainAll(statuses.stream().map(StatusPublisher::identity).toList());
            return left;
        } finally {
            lock.unlock();
        }
    }

    private boolean publish(BaselineStatus status) {
        var known = progress.computeIfAbsent(identity(status), _ -> new Progress());
        var content = content(status);
        if (content.equals(known.written)) {
            return false;
        }
        if (known.underWay || clock.instant().isBefore(known.next)) {
            return true;
        }
        known.underWay = true;
        workers.execute(() -> write(status, content, known));
        return false;
    }

    private void write(BaselineStatus status, List<Object> content, Progress known) {
        var outcome = cluster.write(status);
        lock.lock();
        try {
            known.underWay = false;
            var done = outcome.result() == Outcome.Result.SUCCEEDED
                    || outcome.result() == Outcome.Result.UNCHANGED;
            known.written = done ? content : List.of();
            known.next = clock.instant().plus(done ? PACE : RETRY);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what was written, as when this replica begins to lead and another one wrote last.
    void forget() {
        lock.lock();
        try {
            progress.clear();
        } finally {
            lock.unlock();
        }
    }

    private static String identity(BaselineStatus status) {
        return status.report().name() + "/" + status.uid();
    }

    /// Everything that a status says but the times of its conditions.
    private static List<Object> content(BaselineStatus status) {
        var report = status.report();
        var conditions = report.conditions().stream()
                .map(condition -> List.of(condition.type(), condition.status(),
                        condition.reason(), condition.message(), condition.observedGeneration()))
                .toList();
        return List.of(status.observedGeneration(), conditions, report.namespaces(), report.policies(),
                report.pods(),
                report.openDrifts(), report.loosenedDrifts(), status.approvedPeers());
    }
}
