package dev.ringfence.cluster;

import dev.ringfence.daemon.Change;
import dev.ringfence.daemon.Change.WatchChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// An inbox that keeps everything in its order.
final class RecordingInbox implements Inbox {
    private final List<Change> changes = new CopyOnWriteArrayList<>();

    @Override
    public void put(Change change) {
        changes.add(change);
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    void forget() {
        changes.clear();
    }

    /// The changes of a type, in their order.
    <C extends Change> List<C> changes(Class<C> type) {
        return changes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// The newest change of a subject.
    Optional<Change> newest(Object subject) {
        return changes.stream().filter(change -> change.subject().equals(subject))
                .reduce((_, later) -> later);
    }

    /// The newest state of a watch.
    Optional<WatchState> watch(String resource) {
        return changes(WatchChange.class).stream().map(WatchChange::state)
                .filter(state -> state.resource().equals(resource)).reduce((_, later) -> later);
    }

    Optional<WatchState.Phase> phase(String resource) {
        return watch(resource).map(WatchState::phase);
    }
}
