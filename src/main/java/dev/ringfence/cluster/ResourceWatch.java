package dev.ringfence.cluster;

import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState;
import dev.ringfence.daemon.WatchState.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The watch of one kind of object: passes its changes on, and says how well it sees.
final class ResourceWatch<T extends HasMetadata> {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceWatch.class);
    /// Without pages, the list of a large cluster's pods takes gigabytes.
    private static final long PAGE = 500;
    /// How often a state is told that differs from the last one in its times and counts only.
    private static final Duration TELL_AFTER = Duration.ofSeconds(10);
    /// An API server that has just started may refuse everybody until it has read its roles and definitions.
    private static final Duration BELIEVE_REFUSAL_AFTER = Duration.ofSeconds(3);
    /// A watch is renewed every few minutes, and not watching for a moment then.
    private static final int CHECKS_UNTIL_DISCONNECTED = 2;
    private static final int CHECKS_BETWEEN_PROBES = 5;
    /// The API server sends a bookmark about once a minute, if its own watch of the store has moved on; a list makes it do so.
    private static final Duration ASK_AFTER = Duration.ofSeconds(75);
    /// A connection can be dead without either end being told. Nothing heard for so long, all objects are listed again.
    private static final Duration RENEW_AFTER = Duration.ofMinutes(3);

    private final WatchedKind<T> kind;
    private final KubernetesClient client;
    private final Inbox inbox;
    private final Clock clock;

    private volatile ForwardingStore<T> store;
    private volatile SharedIndexInformer<T> informer;
    private volatile Instant freshAt;
    private volatile boolean stopped;
    /// Whether it was known at least once which objects there are.
    private boolean known;
    private boolean relistExpected;
    private long restarts;
    private int checksWithoutWatch;
    private int checksInDoubt;
    private Refusal refusal = Refusal.NONE;
    private Instant refusedSince;
    private @Nullable String seenVersion;
    private @Nullable WatchState told;
    private Instant toldAt;

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
        refusedSince = freshAt;
        toldAt = freshAt;
        store = new ForwardingStore<>(kind, this.inbox, () -> freshAt = clock.instant());
        informer = informer(client, kind, store, this);
    }

    private static <T extends HasMetadata> SharedIndexInformer<T> informer(KubernetesClient client,
            WatchedKind<T> kind, ForwardingStore<T> store, ResourceWatch<T> watch) {
        var informer = kind.objects().apply(client).withLimit(PAGE).runnableInformer(0);
        informer.itemStore(store);
        informer.removeNamespaceIndex();
        informer.exceptionHandler((_, failure) -> watch.restarting(store, failure));
        informer.addEventHandler(watch.new Lists(store));
        return informer;
    }

    /// Begins to list and watch, and to retry for as long as it takes.
    void start() {
        tell();
        informer.start().whenComplete((_, _) -> check(/* othersLost= */ false));
    }

    /// Ends the watch; nothing is passed on any more.
    void stop() {
        stopped = true;
        informer.stop();
    }

    String resource() {
        return kind.resource();
    }

    synchronized boolean isForbidden() {
        return phase() == Phase.FORBIDDEN;
    }

    int unreadable() {
        return store.unreadable();
    }

    synchronized boolean isDisconnected() {
        return phase() == Phase.DISCONNECTED;
    }

    /// Looks whether the watch lives, and tells what is new; to be called about once a second.
    ///
    /// @param othersLost whether the watch of another kind has lost its connection, so that this one may have too
    synchronized void check(boolean othersLost) {
        if (stopped) {
            return;
        }
        var version = informer.lastSyncResourceVersion();
        if (!Objects.equals(version, seenVersion)) {
            seenVersion = version;
            freshAt = clock.instant();
        }
        if (informer.isWatching()) {
            checksWithoutWatch = 0;
            refusal = Refusal.NONE;
            doubt(othersLost);
        } else if (known) {
            missed();
        }
        tell();
    }

    /// The client library can take a dead connection for a live one: what it says is believed only while it is heard.
    private void doubt(boolean othersLost) {
        var still = Duration.between(freshAt, clock.instant());
        if (still.compareTo(RENEW_AFTER) >= 0) {
            renew(still);
        } else if (!othersLost && still.compareTo(ASK_AFTER) < 0) {
            checksInDoubt = 0;
        } else if (checksInDoubt++ % (othersLost ? CHECKS_BETWEEN_PROBES : Integer.MAX_VALUE) == 0) {
            startProbe();
        }
    }

    /// Lists and watches anew, with what is known so far: what was missed is found in the list.
    private void renew(Duration still) {
        LOG.atWarn().addKeyValue("resource", kind.resource()).addKeyValue("stillSeconds", still.toSeconds())
                .log("Nothing heard of a watch that seems to live; listing anew");
        informer.stop();
        restarts++;
        relistExpected = true;
        checksInDoubt = 0;
        freshAt = clock.instant();
        store = store.successor();
        informer = informer(client, kind, store, this);
        var _ = informer.start();
    }

    private void missed() {
        checksWithoutWatch++;
        if (checksWithoutWatch == CHECKS_UNTIL_DISCONNECTED && !relistExpected) {
            restarts++;
        }
        if (checksWithoutWatch % CHECKS_BETWEEN_PROBES == CHECKS_UNTIL_DISCONNECTED) {
            startProbe();
        }
    }

    private void startProbe() {
        Thread.ofVirtual().name("probe-" + kind.resource()).start(this::probe);
    }

    /// Asks why there is no watch: an informer that once had one retries for ever, and tells nobody what it is answered. And asks
    /// whether a watch that is said to live can.
    private void probe() {
        try {
            kind.objects().apply(client).list(new ListOptionsBuilder().withLimit(1L).build());
        } catch (KubernetesClientException failure) {
            unanswered(failure);
        }
    }

    private synchronized void unanswered(KubernetesClientException failure) {
        if (stopped) {
            return;
        }
        if (informer.isWatching() && Refusal.of(failure) == Refusal.UNREACHABLE) {
            renew(Duration.between(freshAt, clock.instant()));
        }
        refused(failure);
    }

    /// @return whether the informer is to try again
    private synchronized boolean restarting(ForwardingStore<T> listing, Throwable failure) {
        if (listing != store) {
            return false;
        }
        restarts++;
        relistExpected = true;
        refused(failure);
        return true;
    }

    private synchronized void refused(Throwable failure) {
        if (stopped) {
            return;
        }
        var now = clock.instant();
        var newest = Refusal.of(failure);
        if (newest != refusal) {
            refusedSince = now;
            LOG.atLevel(kind.optional() && newest == Refusal.UNKNOWN_KIND ? Level.INFO : Level.WARN)
                    .addKeyValue("resource", kind.resource()).addKeyValue("problem", Refusal.message(failure))
                    .log("Watch failed; trying again");
        }
        refusal = newest;
        if (isAbsent()) {
            known = true;
            freshAt = now;
            var dropped = store.clear();
            if (dropped > 0) {
                LOG.atWarn().addKeyValue("resource", kind.resource()).addKeyValue("objects", dropped)
                        .log("The API server no longer knows the resource; its objects are gone");
            }
        }
        tell();
    }

    /// Whether there can be no objects. That none of those that were seen is left is not believed at once.
    private boolean isAbsent() {
        return kind.optional() && refusal == Refusal.UNKNOWN_KIND
                && (store.size() == 0 || isRefusalBelieved());
    }

    private boolean isRefusalBelieved() {
        return !clock.instant().isBefore(refusedSince.plus(BELIEVE_REFUSAL_AFTER));
    }

    private Phase phase() {
        if (isAbsent()) {
            return Phase.SYNCED;
        }
        if (refusal == Refusal.FORBIDDEN && isRefusalBelieved()) {
            return Phase.FORBIDDEN;
        }
        if (!known) {
            return Phase.SYNCING;
        }
        return checksWithoutWatch < CHECKS_UNTIL_DISCONNECTED ? Phase.SYNCED : Phase.DISCONNECTED;
    }

    private synchronized void tell() {
        var now = clock.instant();
        var state = new WatchState(kind.resource(), phase(), freshAt, restarts);
        var last = told;
        if (last != null && last.phase() == state.phase()
                && (last.equals(state) || now.isBefore(toldAt.plus(TELL_AFTER)))) {
            return;
        }
        told = state;
        toldAt = now;
        inbox.put(new WatchChange(state));
        if (last == null || last.phase() != state.phase()) {
            LOG.atInfo().addKeyValue("resource", kind.resource()).addKeyValue("phase", state.phase())
                    .addKeyValue("objects", store.size()).log("Watch changed");
        }
    }

    private synchronized void listing() {
        if (known && !relistExpected) {
            restarts++;
        }
        relistExpected = false;
    }

    private synchronized void listed() {
        known = true;
        freshAt = clock.instant();
        tell();
    }

    /// Hears when lists begin and end; objects pass through the store instead.
    private final class Lists implements ResourceEventHandler<T> {
        private final ForwardingStore<T> listing;

        Lists(ForwardingStore<T> listing) {
            this.listing = listing;
        }

        @Override
        public void onBeforeList(@Nullable String lastVersion) {
            if (listing == store) {
                listing();
            }
        }

        @Override
        public void onList(String version, boolean remainedEmpty) {
            if (listing == store) {
                listed();
            }
        }

        @Override
        public void onAdd(T object) {}

        @Override
        public void onUpdate(T before, T after) {}

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {}
    }
}
