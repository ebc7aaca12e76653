package dev.ringfence.cluster;

import dev.ringfence.daemon.Notice;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.OneLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Events of events.k8s.io/v1 as plain JSON trees.
final class EventManifest {
    /// In bytes of UTF-8, as the API server counts.
    static final int NOTE_BYTES = 1_024;
    private static final int WORD_LIMIT = 128;
    /// A name has at most 253 characters, 17 of which are the hash.
    private static final int NAME_LIMIT = 200;
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter
            .ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private EventManifest() {}

    static Map<String, Object> of(Notice notice, String name, String reportingInstance) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "events.k8s.io/v1");
        tree.put("kind", "Event");
        tree.put("metadata", Map.of("namespace", namespace(notice), "name", name));
        tree.put("eventTime", MICRO_TIME.format(notice.at()));
        tree.put("reportingController", "ringfence.dev/ringfence");
        tree.put("reportingInstance", OneLine.of(reportingInstance, WORD_LIMIT));
        tree.put("action", OneLine.of(notice.action(), WORD_LIMIT));
        tree.put("reason", OneLine.of(notice.reason(), WORD_LIMIT));
        tree.put("type", notice.warning() ? "Warning" : "Normal");
        tree.put("regarding", reference(notice.regarding()));
        notice.related().ifPresent(related -> tree.put("related", reference(related)));
        tree.put("note", note(notice.note()));
        return tree;
    }

    /// The members by which an event says how often it occurred.
    static Map<String, Object> series(int count, Instant lastObserved) {
        return Map.of("series", Map.of("count", count, "lastObservedTime", MICRO_TIME.format(lastObserved)));
    }

    /// An event about a cluster-scoped object is in the namespace `default`: the API server wants it so.
    static String namespace(Notice notice) {
        return notice.regarding().namespace().isEmpty() ? "default" : notice.regarding().namespace();
    }

    /// The same for the same notice, so that nobody can record it twice.
    static String name(Notice notice) {
        String readable = notice.regarding().name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-")
                .replaceAll("^-+", "");
        String prefix = readable.substring(0, Math.min(readable.length(), NAME_LIMIT)).replaceAll("-+$", "");
        String hash = String.format(Locale.ROOT, "%08x%08x", notice.hashCode(), notice.note().hashCode());
        return prefix.isEmpty() ? hash : prefix + "." + hash;
    }

    private static String note(String text) {
        String note = OneLine.of(text, NOTE_BYTES);
        for (int limit = NOTE_BYTES; note.getBytes(StandardCharsets.UTF_8).length > NOTE_BYTES; limit--) {
            note = OneLine.of(text, limit);
        }
        return note;
    }

    private static Map<String, Object> reference(ObjectReference object) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", object.apiVersion());
        tree.put("kind", object.kind());
        tree.put("name", object.name());
        if (!object.namespace().isEmpty()) {
            tree.put("namespace", object.namespace());
        }
        if (!object.uid().isEmpty()) {
            tree.put("uid", object.uid());
        }
        return tree;
    }
}
