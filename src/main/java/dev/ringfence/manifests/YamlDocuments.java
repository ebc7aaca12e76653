package dev.ringfence.manifests;

import dev.ringfence.model.tree.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the documents of one YAML text, of which JSON is a part, as plain JSON trees with lines.
///
/// Values are read as kubectl reads them ([YamlScalars]). What could be read in two ways, or could grow beyond the text (keys
/// given twice, keys that are not text, tags, deep nesting, aliases that multiply), is refused.
final class YamlDocuments {
    static final int DEPTH_LIMIT = 100;
    static final int ALIASED_LIMIT = 10_000;

    private final String file;
    private final Iterator<Event> events;
    private final Map<Anchor, Tree> anchors = new HashMap<>();
    private int aliased;

    /// A value with its lines, and how many values it is made of.
    record Tree(@Nullable Object value, Lines lines, int size) {}

    private YamlDocuments(String file, String text) {
        this.file = file;
        var settings = LoadSettings.builder().setLabel(file).setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// The documents of the text in order, among them empty ones.
    ///
    /// @throws ManifestException if the text is not YAML, or is refused
    static List<Tree> read(String file, String text) {
        try {
            return new YamlDocuments(file, text).documents();
        } catch (MarkedYamlEngineException failure) {
            var line = failure.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new ManifestException(file, line,
                    new Problem("", "YAML or JSON", syntaxError(failure.getProblem())));
        } catch (YamlEngineException failure) {
            throw new ManifestException(file, 0,
                    new Problem("", "YAML or JSON", syntaxError(failure.getMessage())));
        }
    }

    private static String syntaxError(@Nullable String problem) {
        return "a syntax error (" + reason(problem) + ")";
    }

    private static String reason(@Nullable String problem) {
        var line = problem == null ? "unknown" : problem.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), 200)).replaceAll("\\p{C}", "?");
    }

    private List<Tree> documents() {
        var documents = new ArrayList<Tree>();
        while (events.hasNext()) {
            if (events.next().getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                documents.add(tree(events.next(), "", 0));
            }
        }
        return documents;
    }

    private Tree tree(Event event, String path, int depth) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias, path);
        }
        if (depth > DEPTH_LIMIT) {
            throw refused(event, path, "at most " + DEPTH_LIMIT + " levels", "one more");
        }
        var tree = switch (event) {
            case ScalarEvent scalar -> new Tree(scalar(scalar, path), Lines.leaf(line(event)), 1);
            case CollectionStartEvent start -> collection(start, path, depth);
            default -> throw refused(event, path, "a value", event.getEventId().toString());
        };
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, tree));
        }
        return tree;
    }

    private Tree collection(CollectionStartEvent start, String path, int depth) {
        if (start.getTag().isPresent()) {
            throw refused(start, path, "no tag", "the tag " + reason(start.getTag().get()));
        }
        return start.getEventId() == Event.ID.MappingStart
                ? object(start, path, depth)
                : list(start, path, depth);
    }

    private Tree object(Event start, String path, int depth) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var lines = new HashMap<String, Lines>();
        var merged = new HashSet<String>();
        var size = 1;
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var key = key(event, path);
            var memberPath = path.isEmpty() ? reason(key) : path + "." + reason(key);
            var member = tree(events.next(), memberPath, depth + 1);
            size += member.size();
            if (isMerge(event)) {
                merge(event, path, member, values, lines, merged);
                continue;
            }
            if (lines.containsKey(key) && !merged.remove(key)) {
                throw refused(event, memberPath, "each key once", "it a second time");
            }
            lines.put(key, member.lines().onLine(line(event)));
            values.put(key, member.value());
        }
        return new Tree(Collections.unmodifiableMap(values), new Lines(line(start), lines, List.of()), size);
    }

    private static boolean isMerge(Event key) {
        return key instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<");
    }

    /// Takes over the members of another object, or of several. What the object says itself counts more; where it says so before,
    /// readers disagree.
    private void merge(Event event, String path, Tree other, Map<String, @Nullable Object> values,
            Map<String, Lines> lines, Set<String> merged) {
        var found = other.value() instanceof List<?> list ? list : Collections.singletonList(other.value());
        for (var i = 0; i < found.size(); i++) {
            if (!(found.get(i) instanceof Map<?, ?> members)) {
                throw refused(event, path, "an object, or a list of them, to merge", "something else");
            }
            var from = other.value() instanceof List<?> ? other.lines().items().get(i) : other.lines();
            for (var member : members.entrySet()) {
                var key = String.valueOf(member.getKey());
                if (!lines.containsKey(key)) {
                    values.put(key, member.getValue());
                    lines.put(key, from.members().getOrDefault(key, from));
                    merged.add(key);
                } else if (!merged.contains(key)) {
                    throw refused(event, path,
                            "the merge key << before " + reason(key) + ", which it gives, too",
                            "it after that");
                }
            }
        }
    }

    private Tree list(Event start, String path, int depth) {
        var values = new ArrayList<@Nullable Object>();
        var lines = new ArrayList<Lines>();
        var size = 1;
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            var item = tree(event, path + "[" + values.size() + "]", depth + 1);
            size += item.size();
            values.add(item.value());
            lines.add(item.lines());
        }
        return new Tree(Collections.unmodifiableList(values), new Lines(line(start), Map.of(), lines), size);
    }

    private String key(Event event, String path) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw refused(event, path, "keys that are text", "a key that is not");
        }
        return scalar.getValue();
    }

    private Tree aliased(AliasEvent alias, String path) {
        var target = Optional.ofNullable(anchors.get(alias.getAlias()))
                .orElseThrow(() -> refused(alias, path, "an anchor that was set before",
                        "the alias *" + reason(alias.getAlias().getValue())));
        aliased += target.size();
        if (aliased > ALIASED_LIMIT) {
            throw refused(alias, path, "at most " + ALIASED_LIMIT + " values by aliases", "more");
        }
        return target;
    }

    private @Nullable Object scalar(ScalarEvent scalar, String path) {
        return YamlScalars.value(scalar)
                .orElseThrow(() -> refused(scalar, path, "no tag but !!str", "the tag "
                        + reason(scalar.getTag().orElse(""))))
                .value();
    }

    private ManifestException refused(Event event, String path, String expected, String found) {
        return new ManifestException(file, line(event), new Problem(path, expected, found));
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
