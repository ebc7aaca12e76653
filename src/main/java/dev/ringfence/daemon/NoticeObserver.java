package dev.ringfence.daemon;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.repair.Action;
import dev.ringfence.repair.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a Kubernetes event of every drift that opens or closes, of every failed repair and of every fight.
final class NoticeObserver implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeObserver.class);
    /// How many events may wait for the API server; more are dropped, since everything is in the report too.
    private static final int WAITING = 2_000;
    /// How many events are sent at once, so that repairs are never behind a crowd of them.
    private static final int SENDING = 2;

    private final Cluster cluster;
    private final Clock clock;
    private final ExecutorService workers;
    private final Semaphore waiting = new Semaphore(WAITING);
    private final Semaphore sending = new Semaphore(SENDING);
    private final AtomicBoolean leading = new AtomicBoolean();

    NoticeObserver(Cluster cluster, Clock clock, ExecutorService workers) {
        this.cluster = cluster;
        this.clock = clock;
        this.workers = workers;
    }

    @Override
    public void published(Report report) {
        leading.set(report.leadership().leading());
    }

    @Override
    public void opened(DriftRecord record) {
        var drift = record.drift();
        send(record, /* warning= */ true, drift.kind().text(), "DriftDetected",
                drift.verdict().text() + ": " + drift.summary());
    }

    @Override
    public void closed(DriftRecord record) {
        send(record, /* warning= */ false, record.state().text(), "DriftClosed",
                record.drift().kind().text() + " of " + record.drift().object() + " is "
                        + record.state().text());
    }

    @Override
    public void acted(DriftRecord record, Action action, Outcome outcome, Duration took) {
        switch (outcome.result()) {
            case FORBIDDEN, REJECTED, HELD -> send(record, /* warning= */ true, "RepairFailed", action.name(),
                    action.name() + " ended as " + outcome.result().text() + ": " + outcome.message());
            case SUCCEEDED, UNCHANGED, CONFLICT, WAITING, UNREACHABLE, NOT_LEADING -> {
            }
        }
    }

    @Override
    public void fighting(DriftRecord record, String rival) {
        send(record, /* warning= */ true, "RepairFight", "RepairFight",
                new Fight(record.drift().object().toString(), rival).text());
    }

    @Override
    public void refused(String name, String problem) {
        var refused = !problem.isEmpty();
        send(new Notice(baseline(name), Optional.empty(), refused,
                refused ? "BaselineRefused" : "BaselineInForce", "ReadBaseline",
                refused ? problem : "the newest text is in force", clock.instant()));
    }

    @Override
    public void removed(String name) {
        send(new Notice(baseline(name), Optional.empty(), /* warning= */ true, "BaselineRemoved",
                "StopGuarding", "what it guarded is guarded no more; its policies stay as they are",
                clock.instant()));
    }

    private void send(DriftRecord record, boolean warning, String reason, String action, String note) {
        send(new Notice(record.drift().object(), Optional.of(baseline(record.drift().baseline())), warning,
                reason, action,
                note, clock.instant()));
    }

    private static ObjectReference baseline(String name) {
        return new ObjectReference(Baseline.API_VERSION, Baseline.KIND, "", name, "");
    }

    private void send(Notice notice) {
        if (!leading.get()) {
            return;
        }
        if (!waiting.tryAcquire()) {
            LOG.atWarn().addKeyValue("regarding", notice.regarding())
                    .log("event dropped: too many are waiting");
            return;
        }
        workers.execute(() -> deliver(notice));
    }

    private void deliver(Notice notice) {
        sending.acquireUninterruptibly();
        try {
            cluster.record(notice);
        } finally {
            sending.release();
            waiting.release();
        }
    }
}
