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

    private final WatchedKind<T> kind;
    private final KubernetesClient client;
    private final Inbox inbox;
    private final Clock clock;
    private final ForwardingStore<T> store;
    private final SharedIndexInformer<T> informer;

    private volatile Instant freshAt;
    private volatile boolean stopped;
    /// Whether it was known at least once which objects there are.
    private boolean known;
    private boolean relistExpected;
    private long restarts;
    private int checksWithoutWatch;
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
        informer = kind.objects().apply(client).withLimit(PAGE).runnableInformer(0);
        informer.itemStore(store);
        informer.removeNamespaceIndex();
        informer.exceptionHandler((_, failure) -> {
            restarting(failure);
            return true;
        });
        informer.addEventHandler(new Lists());
    }

    /// Begins to list and watch, and to retry for as long as it takes.
    void start() {
        tell();
        informer.start().whenComplete((_, _) -> check());
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

    /// Looks whether the watch lives, and tells what is new; to be called about once a second.
    synchronized void check() {
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
        } else if (known) {
            missed();
        }
        tell();
    }

    private void missed() {
        checksWithoutWatch++;
        if (checksWithoutWatch == CHECKS_UNTIL_DISCONNECTED && !relistExpected) {
            restarts++;
        }
        if (checksWithoutWatch % CHECKS_BETWEEN_PROBES == CHECKS_UNTIL_DISCONNECTED) {
            Thread.ofVirtual().name("probe-" + kind.resource()).start(this::probe);
        }
    }

    /// Asks why there is no watch: an informer that once had one retries for ever, and tells nobody what it is answered.
    private void probe() {
        try {
            kind.objects().apply(client).list(new ListOptionsBuilder().withLimit(1L).build());
        } catch (KubernetesClientException failure) {
            refused(failure);
        }
    }

    private synchronized void restarting(Throwable failure) {
        restarts++;
        relistExpected = true;
        refused(failure);
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
        @Override
        public void onBeforeList(@Nullable String lastVersion) {
            listing();
        }

        @Override
        public void onList(String version, boolean remainedEmpty) {
            listed();
        }

        @Override
        public void onAdd(T object) {}

        @Override
        public void onUpdate(T before, T after) {}

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {}
    }
}
