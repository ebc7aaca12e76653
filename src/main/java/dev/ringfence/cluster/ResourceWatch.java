package dev.ringfence.cluster;

import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The watch of one kind of object: passes its changes on, and says how well it sees.
///
/// A kind that need not exist is watched only while it is wanted; there is nothing of it otherwise.
final class ResourceWatch<T extends HasMetadata> implements Listing.Listener<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceWatch.class);

    private final WatchedKind<T> kind;
    private final KubernetesClient client;
    private final Inbox inbox;
    private final Clock clock;
    private final WatchDoubts doubts = new WatchDoubts();
    private final WatchRefusals refusals;
    private final WatchNews news;

    private volatile Instant freshAt;
    private volatile boolean stopped;
    /// What lists and watches; none while the kind is not wanted.
    private volatile @Nullable Listing<T> current;
    private String version;
    /// Whether it was known at least once which objects there are.
    private boolean known;
    /// Whether that is because of a list, and not because there can be none.
    private boolean listed;
    private boolean relistExpected;
    private long restarts;
    private @Nullable String seenVersion;

    ResourceWatch(WatchedKind<T> kind, KubernetesClient client, Inbox inbox, Clock clock) {
        this.kind = kind;
        this.client = client;
        this.inbox = change -> {
            if (!stopped) {
                inbox.put(change);
            }
        };
        this.clock = clock;
        freshAt = clock.instant();
        version = kind.versions().getFirst();
        refusals = new WatchRefusals(clock);
        news = new WatchNews(kind.resource(), this.inbox, clock);
    }

    /// Says that nothing is seen yet, and begins to list and watch what needs no reason to be watched.
    synchronized void start() {
        if (!kind.isOptional()) {
            begin();
        }
        tell();
    }

    /// Ends the watch; nothing is passed on any more.
    synchronized void stop() {
        stopped = true;
        var running = current;
        if (running != null) {
            running.stop();
        }
    }

    /// Watches the kind, in this version, or no longer.
    ///
    /// @param wanted absent where there is no reason to watch it
    synchronized void want(Optional<String> wanted) {
        if (stopped) {
            return;
        }
        var running = current;
        if (wanted.isPresent()) {
            if (running == null) {
                version = wanted.get();
                begin();
            }
        } else if (running == null) {
            known = true;
            freshAt = clock.instant();
        } else if (!kind.isDefined() || isAbsent(running)) {
            end(running);
        } else {
            // Who says that it does not serve the kind may just have started: a refusal of the kind itself is what counts.
            startProbe();
        }
        tell();
    }

    WatchedKind<T> kind() {
        return kind;
    }

    String resource() {
        return kind.resource();
    }

    /// Whether the kind is being watched, well or not.
    boolean isRunning() {
        return current != null;
    }

    synchronized boolean isForbidden() {
        return phase() == Phase.FORBIDDEN;
    }

    int unreadable() {
        var running = current;
        return running == null ? 0 : running.store().unreadable();
    }

    /// Whether the connection that there was is lost.
    synchronized boolean isDisconnected() {
        return current != null && phase() == Phase.DISCONNECTED;
    }

    /// Looks whether the watch lives, and tells what is new; to be called about once a second.
    ///
    /// @param othersLost whether the watch of another kind has lost its connection, so that this one may have too
    synchronized void check(boolean othersLost) {
        var running = current;
        if (stopped) {
            return;
        }
        if (running == null) {
            checkAbsence(othersLost);
            return;
        }
        var newest = running.version();
        if (!Objects.equals(newest, seenVersion)) {
            seenVersion = newest;
            freshAt = clock.instant();
        }
        if (running.isWatching()) {
            refusals.take(Refusal.NONE);
            act(doubts.watching(still(), othersLost), running);
        } else if (known) {
            var step = doubts.missing();
            if (doubts.isJustLost() && !relistExpected) {
                restarts++;
            }
            act(step, running);
        }
        tell();
    }

    /// That a kind does not exist is known for as long as the API server answers.
    private void checkAbsence(boolean othersLost) {
        if (othersLost) {
            var _ = doubts.missing();
        } else {
            doubts.clear();
        }
        tell();
    }

    private void act(WatchDoubts.Step step, Listing<T> running) {
        switch (step) {
            case NOTHING -> {
            }
            case PROBE -> startProbe();
            case RENEW -> renew(running);
        }
    }

    private Duration still() {
        return Duration.between(freshAt, clock.instant());
    }

    private void begin() {
        doubts.clear();
        listed = false;
        freshAt = clock.instant();
        run(new ForwardingStore<>(kind, inbox, () -> freshAt = clock.instant()));
    }

    /// Lists and watches anew, with what is known so far: what was missed is found in the list.
    private void renew(Listing<T> running) {
        LOG.atWarn().addKeyValue("resource", kind.resource()).addKeyValue("stillSeconds",
                still().toSeconds())
                .log("Nothing heard of a watch that seems to live; listing anew");
        running.stop();
        restarts++;
        relistExpected = true;
        doubts.renewed();
        freshAt = clock.instant();
        run(running.store().successor());
    }

    private void run(ForwardingStore<T> store) {
        var next = new Listing<>(kind.objects().apply(client, version), store, this);
        current = next;
        var _ = next.start().whenComplete((_, _) -> check(/* othersLost= */ false));
    }

    private void end(Listing<T> running) {
        clear(running);
        running.store().successor();
        running.stop();
        current = null;
        known = true;
        listed = false;
        seenVersion = null;
        doubts.clear();
        refusals.take(Refusal.NONE);
        freshAt = clock.instant();
    }

    private void startProbe() {
        Thread.ofVirtual().name("probe-" + kind.resource()).start(this::probe);
    }

    /// Asks why there is no watch: an informer that once had one retries for ever, and tells nobody what it is answered. And asks
    /// whether a watch that is said to live can.
    private void probe() {
        try {
            kind.objects().apply(client, version).list(new ListOptionsBuilder().withLimit(1L).build());
        } catch (KubernetesClientException failure) {
            unanswered(failure);
        }
    }

    private synchronized void unanswered(KubernetesClientException failure) {
        var running = current;
        if (stopped || running == null) {
            return;
        }
        if (running.isWatching() && Refusal.of(failure) == Refusal.UNREACHABLE) {
            renew(running);
        }
        refused(failure);
    }

    @Override
    public synchronized boolean failed(Listing<T> listing, Throwable failure) {
        if (listing != current) {
            return false;
        }
        restarts++;
        relistExpected = true;
        refused(failure);
        return true;
    }

    private void refused(Throwable failure) {
        var running = current;
        if (stopped || running == null) {
            return;
        }
        if (refusals.take(Refusal.of(failure))) {
            LOG.atLevel(kind.isOptional() && refusals.is(Refusal.UNKNOWN_KIND) ? Level.INFO : Level.WARN)
                    .addKeyValue("resource", kind.resource()).addKeyValue("problem", Refusal.message(failure))
                    .log("Watch failed; trying again");
        }
        if (isAbsent(running)) {
            known = true;
            listed = false;
            freshAt = clock.instant();
            clear(running);
        }
        tell();
    }

    private void clear(Listing<T> running) {
        var dropped = running.store().clear();
        if (dropped > 0) {
            LOG.atWarn().addKeyValue("resource", kind.resource()).addKeyValue("objects", dropped)
                    .log("The resource is no longer there, or no longer asked for; its objects are gone");
        }
    }

    /// Whether there can be no objects. That none of those that were seen is left is not believed at once.
    private boolean isAbsent(Listing<T> running) {
        return kind.isOptional() && refusals.is(Refusal.UNKNOWN_KIND)
                && (running.store().size() == 0 || refusals.isBelieved(Refusal.UNKNOWN_KIND));
    }

    private Phase phase() {
        var running = current;
        if (running != null && isAbsent(running)) {
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

    private synchronized void tell() {
        var running = current;
        news.tell(phase(), freshAt, restarts, running == null ? 0 : running.store().size());
    }

    @Override
    public synchronized void begins(Listing<T> listing) {
        if (listing != current) {
            return;
        }
        if (listed && !relistExpected) {
            restarts++;
        }
        relistExpected = false;
    }

    @Override
    public synchronized void complete(Listing<T> listing) {
        if (listing != current) {
            return;
        }
        known = true;
        listed = true;
        freshAt = clock.instant();
        tell();
    }
}
