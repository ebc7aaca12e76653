package dev.ringfence.cluster;

import dev.ringfence.daemon.Inbox;
import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An informer's store that keeps no objects: it passes on what is new, and remembers only which versions it has seen.
///
/// An informer puts every object here, from the first list, a later one and the watch alike, and removes what a later list
/// no longer has. So this is the one place where all changes pass in their order, and where the unchanged part of a
/// list can be told from the rest. What is read back are stubs: name, namespace and version.
final class ForwardingStore<T extends HasMetadata> implements ItemStore<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardingStore.class);
    private static final int TEXT_LIMIT = 300;

    private final WatchedKind<T> kind;
    private final Inbox inbox;
    private final Runnable heard;
    private final Map<String, String> versions;
    /// Objects whose newest version could not be understood.
    private final Set<String> unreadable;
    private boolean succeeded;

    /// @param heard is run for every event
    ForwardingStore(WatchedKind<T> kind, Inbox inbox, Runnable heard) {
        this(kind, inbox, heard, new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }

    private ForwardingStore(WatchedKind<T> kind, Inbox inbox, Runnable heard, Map<String, String> versions,
            Set<String> unreadable) {
        this.kind = kind;
        this.inbox = inbox;
        this.heard = heard;
        this.versions = versions;
        this.unreadable = unreadable;
    }

    /// The store of an informer that takes over: it knows what this one knows, and this one passes on nothing more, since what
    /// its informer still has in its queue may be older than what the other has listed.
    synchronized ForwardingStore<T> successor() {
        succeeded = true;
        return new ForwardingStore<>(kind, inbox, heard, versions, unreadable);
    }

    @Override
    public String getKey(T object) {
        return object.getMetadata() == null ? "" : Cache.metaNamespaceKeyFunc(object);
    }

    /// Passes the object on, unless this version of it was seen before.
    ///
    /// @return the object itself: an informer that finds no difference to what was there notifies nobody, and queues nothing
    @Override
    public synchronized T put(String key, T object) {
        if (succeeded) {
            return object;
        }
        heard.run();
        var version = version(object);
        if (!version.equals(versions.put(key, version)) || version.isEmpty()) {
            forward(key, object);
        }
        return object;
    }

    /// An object that cannot be translated must not end the watch of all the others.
    private void forward(String key, T object) {
        try {
            kind.state().apply(object).forEach(inbox::put);
            unreadable.remove(key);
        } catch (RuntimeException problem) {
            if (unreadable.add(key)) {
                LOG.atWarn().addKeyValue("resource", kind.resource()).addKeyValue("object", text(key))
                        .addKeyValue("problem", text(String.valueOf(problem)))
                        .log("Object not understood; its last state that was counts on");
            }
        }
    }

    @Override
    public synchronized @Nullable T remove(String key) {
        if (succeeded) {
            return null;
        }
        heard.run();
        unreadable.remove(key);
        if (versions.remove(key) != null) {
            gone(key);
        }
        return null;
    }

    /// Passes on that every object is gone.
    ///
    /// @return how many there were
    synchronized int clear() {
        var keys = Set.copyOf(versions.keySet());
        versions.clear();
        unreadable.clear();
        keys.forEach(this::gone);
        return keys.size();
    }

    private void gone(String key) {
        kind.gone().apply(namespace(key), name(key)).forEach(inbox::put);
    }

    @Override
    public Stream<String> keySet() {
        return versions.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return versions.entrySet().stream().map(entry -> stub(entry.getKey(), entry.getValue()));
    }

    @Override
    public int size() {
        return versions.size();
    }

    @Override
    public @Nullable T get(String key) {
        var version = versions.get(key);
        return version == null ? null : stub(key, version);
    }

    /// How many objects were not understood in their newest version.
    int unreadable() {
        return unreadable.size();
    }

    private T stub(String key, String version) {
        var stub = kind.blank().get();
        stub.setMetadata(new ObjectMetaBuilder().withNamespace(namespace(key)).withName(name(key))
                .withResourceVersion(version).build());
        return stub;
    }

    private String version(T object) {
        var version = object.getMetadata() == null ? null : object.getMetadata().getResourceVersion();
        return version == null ? "" : version;
    }

    private static String namespace(String key) {
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static String text(String text) {
        return OneLine.of(text, TEXT_LIMIT);
    }
}
