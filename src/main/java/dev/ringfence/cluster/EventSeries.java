package dev.ringfence.cluster;

import dev.ringfence.daemon.Notice;
import dev.ringfence.model.ObjectReference;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The events of the last minutes, so that a repeated notice counts up an event and does not make another one.
///
/// Safe for use by several threads. Remembers the most recent [#CAPACITY] events.
final class EventSeries {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int CAPACITY = 1_024;

    private final Map<Key, Occurrence> recent = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    /// Everything that two notices have in common where one repeats the other.
    private record Key(ObjectReference regarding, Optional<ObjectReference> related, boolean warning,
            String reason,
            String action, String note) {
        static Key of(Notice notice) {
            return new Key(notice.regarding(), notice.related(), notice.warning(), notice.reason(),
                    notice.action(),
                    notice.note());
        }
    }

    /// The latest occurrence in the series of one event.
    ///
    /// @param count how many there have been, this one included
    record Occurrence(String namespace, String name, int count, Instant at) {}

    /// Counts an occurrence of a notice; nothing where no equal one was recorded lately.
    synchronized Optional<Occurrence> repeat(Notice notice) {
        Occurrence earlier = recent.get(Key.of(notice));
        if (earlier == null || notice.at().isAfter(earlier.at().plus(WINDOW))) {
            return Optional.empty();
        }
        Occurrence latest = new Occurrence(earlier.namespace(), earlier.name(), earlier.count() + 1,
                notice.at());
        recent.put(Key.of(notice), latest);
        return Optional.of(latest);
    }

    /// Starts the series of an event that was just made.
    synchronized void start(Notice notice, String namespace, String name) {
        recent.put(Key.of(notice), new Occurrence(namespace, name, 1, notice.at()));
        if (recent.size() > CAPACITY) {
            recent.remove(recent.keySet().iterator().next());
        }
    }
}
