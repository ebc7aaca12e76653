package dev.ringfence.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What the runbooks tell a person to ask.
final class Runbooks {
    private static final Path FOLDER = Path.of("docs", "runbooks");
    private static final Pattern REQUEST = Pattern.compile("http://localhost:8080(/[^\\s'|]*)");
    private static final Pattern EXPRESSIONS = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);

    private Runbooks() {}

    /// The paths of the daemon's pages that are to be fetched, with their queries.
    static List<String> paths() {
        return texts().stream().flatMap(text -> REQUEST.matcher(text).results()).map(found -> found.group(1))
                .distinct().sorted().toList();
    }

    /// The expressions that are to be put to Prometheus, one a line.
    static List<String> expressions() {
        return texts().stream().flatMap(text -> EXPRESSIONS.matcher(text).results())
                .flatMap(found -> found.group(1).lines()).filter(line -> !line.isBlank()).distinct().sorted()
                .toList();
    }

    private static List<String> texts() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(ShippedRules::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(FOLDER + " must be readable", failure);
        }
    }
}
