package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/// A place in a list where a page ended, named by what stands there, so that what is new does not shift it.
///
/// The token also stands when that is no longer kept, because everything has its place in the order: newest first, and the
/// id makes the order total, and the same one on every request.
///
/// @param at when that happened; a drift, when it was detected
record PageToken(Instant at, String id) implements Comparable<PageToken> {
    static final Comparator<DriftRecord> ORDER = Comparator.comparing(PageToken::of);
    private static final Comparator<PageToken> NEWEST_FIRST = Comparator.comparing(PageToken::at).reversed()
            .thenComparing(PageToken::id);

    static PageToken of(DriftRecord drift) {
        return new PageToken(drift.detectedAt(), drift.drift().id());
    }

    @Override
    public int compareTo(PageToken other) {
        return NEWEST_FIRST.compare(this, other);
    }

    /// Whether a place belongs to a later page.
    boolean precedes(PageToken place) {
        return compareTo(place) < 0;
    }

    /// The parameter `continue`.
    static Optional<PageToken> after(Parameters parameters) throws InvalidParameterException {
        var text = parameters.single("continue");
        var token = text.flatMap(PageToken::parse);
        if (text.isPresent() && token.isEmpty()) {
            throw new InvalidParameterException("continue", "the value of a previous answer", text.get());
        }
        return token;
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
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
