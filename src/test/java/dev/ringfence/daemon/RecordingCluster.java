package dev.ringfence.daemon;

import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import dev.ringfence.repair.Outcome.Result;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A cluster that notes what it is asked, and answers as it is told.
public final class RecordingCluster implements Cluster {
    final List<Action> actions = new CopyOnWriteArrayList<>();
    final List<BaselineStatus> statuses = new CopyOnWriteArrayList<>();
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    volatile Result answer = Result.SUCCEEDED;
    private final CountDownLatch gate;

    public RecordingCluster() {
        this(new CountDownLatch(0));
    }

    /// @param gate what every action waits for before it ends
    RecordingCluster(CountDownLatch gate) {
        this.gate = gate;
    }

    @Override
    public Outcome perform(Action action) {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome(Result.UNREACHABLE, "interrupted");
        }
        actions.add(action);
        return new Outcome(answer, "as told");
    }

    @Override
    public Outcome write(BaselineStatus status) {
        statuses.add(status);
        return new Outcome(answer, "as told");
    }

    @Override
    public Outcome record(Notice notice) {
        notices.add(notice);
        return new Outcome(answer, "as told");
    }
}
