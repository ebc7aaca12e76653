package dev.ringfence.web.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How the API spells values.
final class Text {
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Text() {}

    /// RFC 3339 in UTC, always with milliseconds, so that times also sort as text.
    static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    /// The text; nothing where it is empty, so that the member is left out.
    static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
