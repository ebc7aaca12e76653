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
    private static final String OWN_MANAGER = "ringfence";
    /// Changes of the spec before others, and among them the newest. The API server knows times to the second, within
    /// which somebody else comes after a repair rather than before it.
    private static final Comparator<Candidate> BEST = Comparator.comparing(Candidate::touchesSpec)
            .thenComparing(candidate -> candidate.change().at())
            .thenComparing(candidate -> !isOwn(candidate.change()));

    private FieldChanges() {}

    /// The newest change of the object's spec; where none is recorded, its newest change.
    ///
    /// Absent where that is Ringfence's own: whoever removes a field leaves no trace, and a repair is not what made a drift.
    static Optional<FieldChange> newestOf(ObjectMeta metadata) {
        return OrEmpty.list(metadata.getManagedFields()).stream()
                .filter(entry -> !"status".equals(entry.getSubresource()))
                .flatMap(entry -> candidate(entry).stream())
                .max(BEST).map(Candidate::change).filter(change -> !isOwn(change));
    }

    private static boolean isOwn(FieldChange change) {
        return change.manager().equals(OWN_MANAGER);
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
