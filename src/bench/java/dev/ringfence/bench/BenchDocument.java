package dev.ringfence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The document that keeps the results: people write it, and each part's results stand between two markers.
final class BenchDocument {

    private BenchDocument() {}

    /// Puts `results` between the markers of `part`, and leaves everything else alone.
    static void replace(Path file, String part, String results) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), part, results));
    }

    static String replaced(String document, String part, String results) {
        var begin = "<!-- begin " + part + " -->\n";
        var end = "<!-- end " + part + " -->";
        var from = document.indexOf(begin);
        var to = document.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "expected the markers \"" + begin.strip() + "\" and \"" + end + "\", found no such pair");
        }
        return document.substring(0, from + begin.length()) + results + document.substring(to);
    }
}
