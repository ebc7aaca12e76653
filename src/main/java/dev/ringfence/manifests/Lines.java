package dev.ringfence.manifests;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of a file on which the parts of one tree begin, in the shape of the tree.
///
/// @param line the line of this part, counted from 1
/// @param members the parts of an object by name
/// @param items the parts of a list in order
public record Lines(int line, Map<String, Lines> members, List<Lines> items) {

    public Lines {
        members = Map.copyOf(members);
        items = List.copyOf(items);
    }

    static Lines leaf(int line) {
        return new Lines(line, Map.of(), List.of());
    }

    Lines onLine(int other) {
        return new Lines(other, members, items);
    }

    /// The line of the place `path`, such as `spec.ingress[0].from`; of the innermost part around it where there is no such
    /// place, as for a field that is missing.
    public int of(String path) {
        return at(path).line;
    }

    /// The part at the place `path`, or the innermost part around it.
    Lines at(String path) {
        var rest = path.startsWith(".") ? path.substring(1) : path;
        if (rest.startsWith("[")) {
            var end = rest.indexOf(']');
            return item(rest.substring(1, Math.max(1, end))).map(item -> item.at(rest.substring(end + 1)))
                    .orElse(this);
        }
        return members.entrySet().stream().filter(member -> begins(rest, member.getKey()))
                .max(Comparator.comparingInt(member -> member.getKey().length()))
                .map(member -> member.getValue().at(rest.substring(member.getKey().length()))).orElse(this);
    }

    private Optional<Lines> item(String index) {
        try {
            return Optional.of(items.get(Integer.parseInt(index)));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /// Several names may begin one path, since names may contain dots, as those of labels do: the longest is meant.
    private static boolean begins(String path, String name) {
        return path.startsWith(name) && (path.length() == name.length() || path.charAt(name.length()) == '.'
                || path.charAt(name.length()) == '[');
    }
}
