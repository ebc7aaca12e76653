package dev.ringfence.cluster;

import dev.ringfence.daemon.Inbox;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listings of one kind, one after another, of which there is one at a time or none.
///
/// What begins, renews or ends one is for one thread at a time; the questions are for any.
final class Listings<T extends HasMetadata> {
    private static final Logger LOG = LoggerFactory.getLogger(Listings.class);

    private final WatchedKind<T> kind;
    private final KubernetesClient client;
    private final Inbox inbox;
    private final Listing.Listener<T> listener;
    private String version;
    private volatile @Nullable Listing<T> current;

    Listings(WatchedKind<T> kind, KubernetesClient client, Inbox inbox, Listing.Listener<T> listener) {
        this.kind = kind;
        this.client = client;
        this.inbox = inbox;
        this.listener = listener;
        version = kind.versions().getFirst();
    }

    /// Begins to list and watch a version of the kind, with nothing known so far.
    ///
    /// @param heard is run for every event
    void begin(String newVersion, Runnable heard) {
        version = newVersion;
        run(new ForwardingStore<>(kind, inbox, heard));
    }

    /// Lists and watches anew, with what is known so far: what was missed is found in the list.
    void renew(Listing<T> running) {
        running.stop();
        run(running.store().successor());
    }

    private void run(ForwardingStore<T> store) {
        var next = new Listing<>(kind.objects().apply(client, version), store, listener);
        current = next;
        next.start();
    }

    /// Ends what lists and watches, as if its objects were gone; nothing is passed on any more.
    void end(Listing<T> running) {
        clear();
        running.store().successor();
        running.stop();
        current = null;
    }

    /// Ends what lists and watches, and leaves what is known of its objects.
    void stop() {
        var running = current;
        if (running != null) {
            running.stop();
        }
    }

    /// Passes on that every object is gone.
    void clear() {
        var running = current;
        var dropped = running == null ? 0 : running.store().clear();
        if (dropped > 0) {
            LOG.atWarn().addKeyValue("resource", kind.resource()).addKeyValue("objects", dropped)
                    .log("The resource is no longer there, or no longer asked for; its objects are gone");
        }
    }

    /// What lists and watches; none while the kind is not wanted.
    @Nullable
    Listing<T> current() {
        return current;
    }

    /// The version in which the kind is read.
    String version() {
        return version;
    }

    int size() {
        var running = current;
        return running == null ? 0 : running.store().size();
    }
}
