package dev.ringfence.daemon;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Makes the report of the current state, and publishes it as a whole. Used by the loop's thread alone; anybody may read.
final class Reporter {
    private final AtomicReference<Report> latest;
    private final Guard guard;
    private final BaselineReporter baselines;
    private final Observers observers;
    private long cycle;

    Reporter(Guard guard, Observers observers, AtomicReference<Report> latest) {
        this.guard = guard;
        this.baselines = new BaselineReporter(guard);
        this.observers = observers;
        this.latest = latest;
    }

    /// Publishes a new report where there is news; otherwise the last one stands.
    void report(Instant now, boolean complete, boolean news) {
        var fights = guard.repairs().fights(now);
        if (!news && fights.equals(latest.get().fights())) {
            return;
        }
        var reports = baselines.reports(now, complete);
        var report = new Report(now, ++cycle, complete, guard.repairs().leadership(),
                guard.inputs().enforcer(), reports,
                guard.ledger().all(),
                List.copyOf(guard.observed().watches()), guard.missingPermissions(), fights);
        latest.set(report);
        observers.tell(observer -> observer.published(report));
    }
}
