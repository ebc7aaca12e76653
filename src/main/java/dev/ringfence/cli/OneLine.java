package dev.ringfence.cli;

import org.jspecify.annotations.Nullable;

/// Text from elsewhere, made fit for one line of a terminal.
final class OneLine {
    private static final int LIMIT = 500;

    private OneLine() {}

    /// `text` shortened and without control characters.
    static String of(@Nullable String text) {
        var given = text == null ? "" : text;
        var shortened = given.length() > LIMIT ? given.substring(0, LIMIT) + "…" : given;
        return shortened.replaceAll("\\R", " ").replaceAll("\\p{C}", "?");
    }
}
