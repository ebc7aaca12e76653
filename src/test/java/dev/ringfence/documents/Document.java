package dev.ringfence.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A Markdown document of the project.
record Document(Path path, String text) {
    private static final List<Path> PLACES = List.of(Path.of("docs"), Path.of("helm"));
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);
    private static final Pattern YAML = Pattern.compile("^```yaml\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /// Every document, those at the top first.
    static List<Document> all() {
        var documents = new ArrayList<Document>();
        try (var top = Files.list(Path.of(""))) {
            top.filter(Document::isMarkdown).sorted().map(Document::read).forEach(documents::add);
            for (var place : PLACES) {
                try (var below = Files.walk(place)) {
                    below.filter(Document::isMarkdown).sorted().map(Document::read).forEach(documents::add);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return List.copyOf(documents);
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The links that lead to somewhere in the project.
    List<String> links() {
        return LINK.matcher(text).results().map(link -> link.group(1))
                .filter(target -> !target.contains("://")).toList();
    }

    /// The names under which its headings can be linked to.
    List<String> anchors() {
        return HEADING.matcher(text).results().map(heading -> heading.group(1).toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "").replace(' ', '-')).toList();
    }

    /// The examples in YAML.
    List<String> examples() {
        return YAML.matcher(text).results().map(example -> example.group(1)).toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
