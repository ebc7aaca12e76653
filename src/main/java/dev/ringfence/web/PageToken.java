package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/// The place in the list of drifts where a page ended, named by the drift there, so new drifts do not shift it.
///
/// The token also stands when that drift is no longer kept, because every drift has its place in the order.
record PageToken(Instant detectedAt, String id) {
    /// Newest first; the id makes the order total, and the same one on every request.
    static final Comparator<DriftRecord> ORDER = Comparator.comparing(PageToken::of, Comparator
            .comparing(PageToken::detectedAt).reversed().thenComparing(PageToken::id));

    static PageToken of(DriftRecord drift) {
        return new PageToken(drift.detectedAt(), drift.drift().id());
    }

    /// Whether the drift belongs to a later page.
    boolean precedes(DriftRecord drift) {
        var byTime = drift.detectedAt().compareTo(detectedAt);
        return byTime < 0 || (byTime == 0 && drift.drift().id().compareTo(id) > 0);
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((detectedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /// The token that was written as `text`; nothing where it is no token.
    static Optional<PageToken> parse(String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var space = plain.indexOf(' ');
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new PageToken(Instant.parse(plain.substring(0, space)),
                            plain.substring(space + 1)));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
