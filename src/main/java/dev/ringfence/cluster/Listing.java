package dev.ringfence.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.jspecify.annotations.Nullable;

/// One informer of a kind and its store, from its start to its end.
final class Listing<T extends HasMetadata> {
    /// Without pages, the list of a large cluster's pods takes gigabytes.
    private static final long PAGE = 500;

    private final ForwardingStore<T> store;
    private final Listener<T> listener;
    private final SharedIndexInformer<T> informer;

    /// Hears how a listing fares; objects pass through the store instead.
    interface Listener<T extends HasMetadata> {

        /// The first watch is there, or there will be none.
        void started();

        /// A list begins.
        void begins(Listing<T> listing);

        /// A list is complete.
        void complete(Listing<T> listing);

        /// A list or a watch has failed.
        ///
        /// @return whether to try again
        boolean failed(Listing<T> listing, Throwable failure);
    }

    /// @param objects what to list and watch
    Listing(FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects,
            ForwardingStore<T> store, Listener<T> listener) {
        this.store = store;
        this.listener = listener;
        informer = objects.withLimit(PAGE).runnableInformer(0);
        informer.itemStore(store);
        informer.removeNamespaceIndex();
        informer.exceptionHandler((_, failure) -> listener.failed(this, failure));
        informer.addEventHandler(new Lists());
    }

    /// Begins to list and watch, and to retry for as long as it takes.
    void start() {
        var _ = informer.start().whenComplete((_, _) -> listener.started());
    }

    void stop() {
        informer.stop();
    }

    boolean isWatching() {
        return informer.isWatching();
    }

    /// The newest version that was heard of; null before the first list.
    @Nullable
    String version() {
        return informer.lastSyncResourceVersion();
    }

    ForwardingStore<T> store() {
        return store;
    }

    private final class Lists implements ResourceEventHandler<T> {
        @Override
        public void onBeforeList(@Nullable String lastVersion) {
            listener.begins(Listing.this);
        }

        @Override
        public void onList(String version, boolean remainedEmpty) {
            listener.complete(Listing.this);
        }

        @Override
        public void onAdd(T object) {}

        @Override
        public void onUpdate(T before, T after) {}

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {}
    }
}
