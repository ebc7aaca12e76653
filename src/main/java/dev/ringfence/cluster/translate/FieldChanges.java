package dev.ringfence.cluster.translate;

import dev.ringfence.model.FieldChange;
import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;

/// Who last changed an object, from its managed fields.
final class FieldChanges {
    private static final int TEXT_LIMIT = 128;
    /// Changes of the spec before others, and among them the newest.
    private static final Comparator<Candidate> BEST = Comparator.comparing(Candidate::touchesSpec)
            .thenComparing(candidate -> candidate.change().at());

    private FieldChanges() {}

    /// The newest change of the object's spec; where none is recorded, its newest change.
    static Optional<FieldChange> newestOf(ObjectMeta metadata) {
        return OrEmpty.list(metadata.getManagedFields()).stream()
                .filter(entry -> !"status".equals(entry.getSubresource()))
                .flatMap(entry -> candidate(entry).stream())
                .max(BEST).map(Candidate::change);
    }

    private record Candidate(boolean touchesSpec, FieldChange change) {}

    private static Optional<Candidate> candidate(ManagedFieldsEntry entry) {
        return instant(OrEmpty.text(entry.getTime())).map(at -> new Candidate(touchesSpec(entry),
                new FieldChange(text(OrEmpty.text(entry.getManager())),
                        text(OrEmpty.text(entry.getOperation())),
                        at)));
    }

    private static boolean touchesSpec(ManagedFieldsEntry entry) {
        var fields = entry.getFieldsV1();
        return fields != null && OrEmpty.map(fields.getAdditionalProperties()).containsKey("f:spec");
    }

    private static String text(String text) {
        return OneLine.of(text, TEXT_LIMIT).intern();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
