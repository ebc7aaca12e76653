package dev.ringfence.daemon;

import dev.ringfence.drift.DriftKey;
import dev.ringfence.repair.Action;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/// A dispatcher whose actions are done by workers, a bounded number at once.
final class WorkerDispatcher implements Dispatcher {
    /// Each has a connection of its own. More would only wait at the API server, whose priority levels have few seats.
    private static final int AT_ONCE = 16;

    private final Cluster cluster;
    private final Inbox inbox;
    private final ExecutorService workers;
    private final Semaphore places = new Semaphore(AT_ONCE);

    WorkerDispatcher(Cluster cluster, Inbox inbox, ExecutorService workers) {
        this.cluster = cluster;
        this.inbox = inbox;
        this.workers = workers;
    }

    @Override
    public void send(DriftKey key, Action action) {
        workers.execute(() -> perform(key, action));
    }

    private void perform(DriftKey key, Action action) {
        places.acquireUninterruptibly();
        try {
            inbox.put(new Change.ActionChange(key, action, cluster.perform(action)));
        } finally {
            places.release();
        }
    }
}
