package dev.ringfence.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The objects of the embedded API server, with the history that watches start from.
///
/// Every write takes the next resource version. Objects inside are never changed, only replaced.
final class ObjectStore {
    /// So many changes back can a watch start.
    private static final int HISTORY_LIMIT = 10_000;

    /// One change of one object.
    ///
    /// @param before absent for a new object
    /// @param after absent for a deletion
    /// @param last the object as watches show it: the newest state, or the last one with the version of its deletion
    record Event(long resourceVersion, ResourcePath path, Optional<ObjectNode> before,
            Optional<ObjectNode> after,
            ObjectNode last) {}

    private final Map<List<String>, ObjectNode> objects = new TreeMap<>(ObjectStore::compare);
    private final Map<List<String>, ResourcePath> paths = new TreeMap<>(ObjectStore::compare);
    private final ArrayDeque<Event> history = new ArrayDeque<>();
    private final Set<Consumer<Event>> listeners = new LinkedHashSet<>();
    private long resourceVersion = 1;

    private static int compare(List<String> left, List<String> right) {
        return String.join("\0", left).compareTo(String.join("\0", right));
    }

    synchronized long resourceVersion() {
        return resourceVersion;
    }

    synchronized Optional<ObjectNode> get(ResourcePath path) {
        return Optional.ofNullable(objects.get(key(path)));
    }

    /// The selected objects, by namespace and name.
    synchronized List<ObjectNode> list(Selection selection) {
        var found = new ArrayList<ObjectNode>();
        objects.forEach((key, object) -> {
            if (selection.matches(paths.getOrDefault(key, selection.collection()), object)) {
                found.add(object);
            }
        });
        return found;
    }

    /// The places of all objects in a namespace.
    synchronized List<ResourcePath> contents(String namespace) {
        return paths.values().stream().filter(path -> path.namespace().equals(namespace)).toList();
    }

    /// Stores `object` with the next resource version, and returns it as stored.
    synchronized ObjectNode put(ResourcePath path, ObjectNode object) {
        var key = key(path);
        var stored = stamped(object);
        var before = Optional.ofNullable(objects.put(key, stored));
        paths.put(key, path);
        publish(new Event(resourceVersion, path, before, Optional.of(stored), stored));
        return stored;
    }

    /// Removes an object, and returns its last state; absent where there was none.
    synchronized Optional<ObjectNode> remove(ResourcePath path) {
        var key = key(path);
        var before = Optional.ofNullable(objects.remove(key));
        before.ifPresent(object -> {
            paths.remove(key);
            var last = stamped(object);
            publish(new Event(resourceVersion, path, before, Optional.empty(), last));
        });
        return before;
    }

    /// Tells `listener` of every change from now on, after the selected objects as if each were new.
    synchronized void subscribe(Selection selection, Consumer<Event> listener) {
        for (var object : list(selection)) {
            var metadata = object.path("metadata");
            var path = new ResourcePath(selection.collection().group(), selection.collection().version(),
                    metadata.path("namespace").asString(""), selection.collection().plural(),
                    metadata.path("name").asString(""), "");
            listener.accept(new Event(resourceVersion, path, Optional.empty(), Optional.of(object), object));
        }
        listeners.add(listener);
    }

    /// Tells `listener` of every change after `start`, those that have happened first.
    synchronized void subscribe(long start, Consumer<Event> listener) throws ApiFailure {
        if (!history.isEmpty() && history.getFirst().resourceVersion() > start + 1
                && start < resourceVersion) {
            throw ApiFailure.expired(start);
        }
        history.stream().filter(event -> event.resourceVersion() > start).forEach(listener);
        listeners.add(listener);
    }

    synchronized void unsubscribe(Consumer<Event> listener) {
        listeners.remove(listener);
    }

    private ObjectNode stamped(ObjectNode object) {
        resourceVersion++;
        var stamped = object.deepCopy();
        stamped.withObject("/metadata").put("resourceVersion", String.valueOf(resourceVersion));
        return stamped;
    }

    private void publish(Event event) {
        history.addLast(event);
        if (history.size() > HISTORY_LIMIT) {
            history.removeFirst();
        }
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    private static List<String> key(ResourcePath path) {
        return List.of(path.group(), path.plural(), path.namespace(), path.name());
    }
}
