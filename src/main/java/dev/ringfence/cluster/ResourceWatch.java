package dev.ringfence.cluster;

import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The watch of one kind of object: passes its changes on, and says how well it sees.
///
/// A kind that need not exist is watched only while it is wanted; there is nothing of it otherwise.
final class ResourceWatch<T extends HasMetadata> implements Listing.Listener<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceWatch.class);

    private final WatchedKind<T> kind;
    private final Listings<T> listings;
    private final Probe probe;
    private final Sight sight;
    private final WatchNews news;
    private volatile boolean stopped;

    ResourceWatch(WatchedKind<T> kind, KubernetesClient client, Inbox inbox, Clock clock) {
        this.kind = kind;
        Inbox open = change -> {
            if (!stopped) {
                inbox.put(change);
            }
        };
        listings = new Listings<>(kind, client, open, this);
        probe = new Probe(kind, client, this::unanswered);
        sight = new Sight(kind, clock);
        news = new WatchNews(kind.resource(), open, clock);
    }

    /// Says that nothing is seen yet, and begins to list and watch what needs no reason to be watched.
    synchronized void start() {
        if (!kind.isOptional()) {
            begin(kind.versions().getFirst());
        }
        tell();
    }

    /// Ends the watch; nothing is passed on any more.
    synchronized void stop() {
        stopped = true;
        listings.stop();
    }

    /// Watches the kind, in this version, or no longer.
    ///
    /// @param wanted absent where there is no reason to watch it
    synchronized void want(Optional<String> wanted) {
        if (stopped) {
            return;
        }
        var running = listings.current();
        if (wanted.isPresent()) {
            if (running == null) {
                begin(wanted.get());
            }
        } else if (running == null) {
            sight.knownEmpty();
        } else if (!kind.isDefined() || sight.isAbsent(listings.size())) {
            end(running);
        } else {
            // Who says that it does not serve the kind may just have started: a refusal of the kind itself is what counts.
            probe.start(listings.version());
        }
        tell();
    }

    WatchedKind<T> kind() {
        return kind;
    }

    /// Whether the kind is being watched, well or not.
    boolean isRunning() {
        return listings.current() != null;
    }

    /// Whether the connection that there was is lost.
    synchronized boolean isDisconnected() {
        return isRunning() && phase() == Phase.DISCONNECTED;
    }

    /// Looks whether the watch lives, and tells what is new; to be called about once a second.
    ///
    /// @param othersLost whether the watch of another kind has lost its connection, so that this one may have too
    synchronized void check(boolean othersLost) {
        if (stopped) {
            return;
        }
        var running = listings.current();
        if (running == null) {
            sight.unwatched(othersLost);
        } else {
            act(running.isWatching()
                    ? sight.watching(running.version(), othersLost)
                    : sight.missing(running.version()), running);
        }
        tell();
    }

    private void act(WatchDoubts.Step step, Listing<T> running) {
        switch (step) {
            case NOTHING -> {
            }
            case PROBE -> probe.start(listings.version());
            case RENEW -> renew(running);
        }
    }

    private void begin(String version) {
        sight.begins();
        listings.begin(version, sight::heard);
    }

    private void renew(Listing<T> running) {
        LOG.atWarn().addKeyValue("resource", kind.resource())
                .addKeyValue("stillSeconds", sight.still().toSeconds())
                .log("Nothing heard of a watch that seems to live; listing anew");
        sight.renewed();
        listings.renew(running);
    }

    private void end(Listing<T> running) {
        listings.end(running);
        sight.ended();
    }

    private synchronized void unanswered(KubernetesClientException failure) {
        var running = listings.current();
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
        if (listing != listings.current()) {
            return false;
        }
        sight.failed();
        refused(failure);
        return true;
    }

    private void refused(Throwable failure) {
        if (stopped) {
            return;
        }
        sight.refused(failure);
        if (sight.isAbsent(listings.size())) {
            sight.knownEmpty();
            listings.clear();
        }
        tell();
    }

    synchronized Phase phase() {
        return sight.phase(listings.size());
    }

    private void tell() {
        news.tell(phase(), sight.freshAt(), sight.restarts(), listings.size());
    }

    @Override
    public void started() {
        check(/* othersLost= */ false);
    }

    @Override
    public synchronized void begins(Listing<T> listing) {
        if (listing == listings.current()) {
            sight.lists();
        }
    }

    @Override
    public synchronized void complete(Listing<T> listing) {
        if (listing == listings.current()) {
            sight.complete();
            tell();
        }
    }
}
