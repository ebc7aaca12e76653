package dev.ringfence.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One way in which the specimen of a board can break one rule.
///
/// @param what stands in the specimen, once
/// @param instead what to put there
/// @param finding the whole of what the rule should say then
record Breakage(String rule, String what, String instead, String finding) {
    private static final Path SPECIMEN = Path.of("src/test/resources/grafana/specimen.json");

    static Board specimen() {
        return Board.of("specimen", text());
    }

    private static String text() {
        try {
            return Files.readString(SPECIMEN);
        } catch (IOException failure) {
            throw new UncheckedIOException(SPECIMEN + " must be readable", failure);
        }
    }

    Board broken() {
        var whole = text();
        var at = whole.indexOf(what);
        if (at < 0 || whole.indexOf(what, at + 1) >= 0) {
            throw new IllegalStateException("the specimen must hold this once: " + what);
        }
        return Board.of("specimen", whole.replace(what, instead));
    }

    @Override
    public String toString() {
        return rule + " with " + instead;
    }
}
