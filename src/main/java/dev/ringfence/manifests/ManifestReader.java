package dev.ringfence.manifests;

import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads manifest files: YAML with any number of documents, or JSON.
public final class ManifestReader {
    /// The largest file that is read, in bytes.
    public static final long SIZE_LIMIT = 64L << 20;

    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

    private ManifestReader() {}

    /// The objects of a file; or of all files *.yaml, *.yml and *.json of a directory and its subdirectories, in order of path.
    ///
    /// Empty documents are left out, lists (`kind: List`) are unfolded. Names that begin with a dot are passed over, so that a
    /// mounted ConfigMap is read once.
    ///
    /// @throws ManifestException if anything cannot be read, or is not an object
    public static List<Manifest> read(Path fileOrDirectory) {
        var manifests = new ArrayList<Manifest>();
        for (var file : files(fileOrDirectory)) {
            manifests.addAll(objects(file));
        }
        return manifests;
    }

    private static List<Path> files(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        if (!Files.isDirectory(place)) {
            throw unreadable(place, "a file or a directory", "neither");
        }
        try (var children = Files.list(place)) {
            return children.filter(child -> !name(child).startsWith(".")).sorted()
                    .flatMap(ManifestReader::inDirectory)
                    .toList();
        } catch (IOException | UncheckedIOException failure) {
            throw unreadable(place, "a readable directory", failure.getClass().getSimpleName());
        }
    }

    private static Stream<Path> inDirectory(Path child) {
        // Not through links, which may lead in a circle.
        if (Files.isDirectory(child)) {
            return Files.isSymbolicLink(child) ? Stream.empty() : files(child).stream();
        }
        return EXTENSIONS.stream().anyMatch(name(child)::endsWith) ? Stream.of(child) : Stream.empty();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Manifest> objects(Path file) {
        var documents = YamlDocuments.read(file.toString(), text(file));
        var manifests = new ArrayList<Manifest>();
        for (var i = 0; i < documents.size(); i++) {
            if (documents.get(i).value() != null) {
                unfold(file.toString(), documents.size() == 1 ? 0 : i + 1, documents.get(i).value(),
                        documents.get(i).lines(), manifests);
            }
        }
        return manifests;
    }

    private static void unfold(String file, int documentNumber, @Nullable Object value, Lines lines,
            List<Manifest> manifests) {
        try {
            var object = Field.root(value);
            var kind = object.get("kind").raw();
            if (kind instanceof String text && text.endsWith("List")
                    && object.get("items").raw() instanceof List<?>) {
                var items = object.get("items").items();
                for (var i = 0; i < items.size(); i++) {
                    unfold(file, documentNumber, items.get(i).raw(), lines.at("items[" + i + "]"), manifests);
                }
            } else {
                manifests.add(new Manifest(file, documentNumber, object.tree(), lines));
            }
        } catch (InvalidFieldException refused) {
            throw new ManifestException(file, lines.of(refused.problem().path()), refused.problem());
        }
    }

    private static String text(Path file) {
        try {
            var size = Files.size(file);
            if (size > SIZE_LIMIT) {
                throw unreadable(file, "at most " + SIZE_LIMIT + " bytes", size + " bytes");
            }
            var text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw unreadable(file, "UTF-8 text", "other bytes");
        } catch (IOException failure) {
            throw unreadable(file, "a readable file", failure.getClass().getSimpleName());
        }
    }

    private static ManifestException unreadable(Path place, String expected, String found) {
        return new ManifestException(place.toString(), 0, new Problem("", expected, found));
    }
}
