package dev.ringfence.daemon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon: one thread that owns the state, and workers that carry its decisions to the cluster.
public final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Mailbox mailbox;
    private final Guard guard;
    private final Loop loop;
    private final AtomicReference<Report> latest;
    private final AtomicReference<Instant> heartbeat;
    private final ExecutorService workers;
    private final StatusPublisher statuses;
    private final Observers observers;
    private final SurveyDesk surveys = new SurveyDesk();
    private final AtomicReference<Optional<Instant>> busySince = new AtomicReference<>(Optional.empty());
    private final Thread thread;
    private Leadership leadership = new Leadership(false, "", "");
    private volatile boolean closing;

    /// @param mailbox where the shell leaves what it sees; may be used before the start
    public Daemon(DaemonSettings settings, Mailbox mailbox, Cluster cluster, List<Observer> observers,
            Clock clock) {
        this.clock = clock;
        this.mailbox = mailbox;
        this.workers = Executors
                .newThreadPerTaskExecutor(Thread.ofVirtual().name("ringfence-worker-", 0).factory());
        var all = new ArrayList<>(observers);
        all.add(new NoticeObserver(cluster, clock, workers));
        this.observers = new Observers(all);
        this.guard = new Guard(settings, clock, this.observers,
                new WorkerDispatcher(cluster, mailbox, workers));
        this.latest = new AtomicReference<>(
                new Report(clock.instant(), 0, /* complete= */ false, leadership,
                        guard.inputs().enforcer(), List.of(),
                        List.of(), List.of(), List.of(), List.of()));
        this.heartbeat = new AtomicReference<>(clock.instant());
        this.loop = new Loop(clock, guard, new Reporter(guard, this.observers, latest));
        this.statuses = new StatusPublisher(cluster, workers, clock);
        this.thread = Thread.ofPlatform().name("ringfence-loop").unstarted(this::run);
    }

    /// The latest report; any thread may ask.
    public Report report() {
        return latest.get();
    }

    /// When the loop last came round; it does so at least every few seconds.
    public Instant heartbeat() {
        return heartbeat.get();
    }

    /// How busy the loop is; any thread may ask.
    public Workload workload() {
        return mailbox.workload(busySince.get());
    }

    /// What is live in guarded namespaces, once the loop comes round, which it does at once unless it is busy; any thread may ask.
    public CompletableFuture<Survey> survey(SurveyRequest request) {
        var answer = surveys.ask(request);
        mailbox.wake();
        return answer;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        var sleep = Duration.ZERO;
        while (!closing) {
            try {
                sleep = measured(mailbox.take(sleep));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Duration measured(List<Mailbox.Arrival> arrivals) {
        var began = clock.instant();
        var cycle = latest.get().cycle();
        busySince.set(Optional.of(began));
        var failed = false;
        Duration sleep;
        try {
            sleep = turn(arrivals);
        } catch (RuntimeException failure) {
            // One judgement that fails must not end the guard: the next change, or the next full judgement, tries again.
            LOG.atError().setCause(failure).log("a turn of the loop failed");
            failed = true;
            sleep = RETRY;
        }
        busySince.set(Optional.empty());
        // The loop comes round when nothing has happened, too.
        if (failed || !arrivals.isEmpty() || latest.get().cycle() != cycle) {
            var turn = new Turn(
                    arrivals.stream().map(arrival -> Duration.between(arrival.at(), began)).toList(),
                    Duration.between(began, clock.instant()), failed);
            observers.tell(observer -> observer.turned(turn));
        }
        return sleep;
    }

    private Duration turn(List<Mailbox.Arrival> arrivals) {
        var sleep = loop.handle(arrivals);
        surveys.answer(guard);
        heartbeat.set(clock.instant());
        var report = latest.get();
        if (report.leadership().leading() && !leadership.leading()) {
            statuses.forget();
        }
        leadership = report.leadership();
        var left = leadership.leading() && statuses.publish(statuses(report));
        return left && sleep.compareTo(Duration.ofMillis(100)) > 0 ? Duration.ofMillis(100) : sleep;
    }

    private List<BaselineStatus> statuses(Report report) {
        return report.baselines().stream().filter(baseline -> !baseline.source().isFile())
                .flatMap(baseline -> status(baseline).stream()).toList();
    }

    private Optional<BaselineStatus> status(BaselineReport report) {
        return guard.baselines().get(report.name())
                .map(baseline -> new BaselineStatus(baseline.newest().uid(),
                        baseline.newest().generation(), report, baseline.peersToRemember()));
    }

    /// Stops: takes no more decisions, and lets what is under way end, for at most five seconds.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join(DRAIN);
            }
            workers.shutdown();
            if (!workers.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
