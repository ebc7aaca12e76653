package dev.ringfence.manifests;

import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads manifest files: YAML with any number of documents, or JSON.
public final class ManifestReader {
    /// The largest file that is read, in bytes.
    public static final long SIZE_LIMIT = 64L << 20;

    /// What standard input is called where a file is named.
    public static final String STANDARD_INPUT = "<stdin>";

    private static final String LIST = "List";
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

    /// The objects of several files and directories, in the order given; the place `-` means standard input.
    ///
    /// @throws ManifestException if anything cannot be read, or is not an object
    public static List<Manifest> read(List<String> places, InputStream standardInput) {
        var manifests = new ArrayList<Manifest>();
        for (var place : places) {
            manifests.addAll(place.equals("-")
                    ? objects(STANDARD_INPUT, text(standardInput))
                    : read(path(place)));
        }
        return manifests;
    }

    private static Path path(String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException _) {
            throw new ManifestException(place, 0, new Problem("", "a file or a directory", "neither"));
        }
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
        return objects(file.toString(), text(file));
    }

    private static List<Manifest> objects(String file, String text) {
        var documents = YamlDocuments.read(file, text);
        var manifests = new ArrayList<Manifest>();
        for (var i = 0; i < documents.size(); i++) {
            if (documents.get(i).value() != null) {
                unfold(file, documents.size() == 1 ? 0 : i + 1, documents.get(i).value(),
                        documents.get(i).lines(), manifests);
            }
        }
        return manifests;
    }

    private static void unfold(String file, int documentNumber, @Nullable Object value, Lines lines,
            List<Manifest> manifests) {
        try {
            var object = Field.root(value instanceof Map<?, ?> members ? NullValues.filled(members) : value);
            if (isList(object)) {
                var items = object.get("items").items();
                for (var i = 0; i < items.size(); i++) {
                    unfold(file, documentNumber, typed(items.get(i), object), lines.at("items[" + i + "]"),
                            manifests);
                }
            } else {
                manifests.add(new Manifest(file, documentNumber, object.tree(), lines));
            }
        } catch (InvalidFieldException refused) {
            throw new ManifestException(file, lines.of(refused.problem().path()), documentNumber,
                    refused.problem());
        }
    }

    private static boolean isList(Field object) {
        return object.get("kind").raw() instanceof String kind && kind.endsWith(LIST)
                && (object.get("items").raw() instanceof List<?> || kind.equals(LIST));
    }

    /// The items of a list such as `PodList` need not say themselves what they are.
    private static @Nullable Object typed(Field item, Field list) {
        var kind = list.get("kind").text();
        if (kind.equals(LIST) || !(item.raw() instanceof Map<?, ?> members)
                || members.containsKey("kind") || !list.get("apiVersion").present()) {
            return item.raw();
        }
        var typed = new LinkedHashMap<Object, @Nullable Object>(members);
        typed.put("kind", kind.substring(0, kind.length() - LIST.length()));
        typed.putIfAbsent("apiVersion", list.get("apiVersion").raw());
        return typed;
    }

    private static String text(InputStream stream) {
        try {
            var bytes = stream.readNBytes((int) SIZE_LIMIT + 1);
            if (bytes.length > SIZE_LIMIT) {
                throw unreadable(STANDARD_INPUT, "at most " + SIZE_LIMIT + " bytes", "more");
            }
            return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            throw unreadable(STANDARD_INPUT, "UTF-8 text", "other bytes");
        } catch (IOException failure) {
            throw unreadable(STANDARD_INPUT, "input", failure.getClass().getSimpleName());
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String text(Path file) {
        try {
            var size = Files.size(file);
            if (size > SIZE_LIMIT) {
                throw unreadable(file, "at most " + SIZE_LIMIT + " bytes", size + " bytes");
            }
            return withoutMark(Files.readString(file));
        } catch (CharacterCodingException _) {
            throw unreadable(file, "UTF-8 text", "other bytes");
        } catch (IOException failure) {
            throw unreadable(file, "a readable file", failure.getClass().getSimpleName());
        }
    }

    private static ManifestException unreadable(Path place, String expected, String found) {
        return unreadable(place.toString(), expected, found);
    }

    private static ManifestException unreadable(String place, String expected, String found) {
        return new ManifestException(place, 0, new Problem("", expected, found));
    }
}
