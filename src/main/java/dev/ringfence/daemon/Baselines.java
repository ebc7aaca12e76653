package dev.ringfence.daemon;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.baseline.BaselineObject.Source;
import dev.ringfence.drift.DriftKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Every baseline by name, from whichever source. Used by the loop's thread alone.
///
/// A file wins over a custom resource of the same name, and the clash is reported.
final class Baselines {
    private final Map<String, Map<Source, BaselineObject>> texts = new HashMap<>();
    private final SortedMap<String, GuardedBaseline> guarded = new TreeMap<>();

    private final Inputs inputs;

    Baselines(Inputs inputs) {
        this.inputs = inputs;
    }

    /// What a change of a baseline's text did.
    ///
    /// @param inForce whether another version is in force than before, or none any more
    /// @param abandoned the drifts that nobody asks about any more
    record Effect(boolean inForce, List<DriftKey> abandoned) {}

    /// Takes the newest text of a baseline from one source; an absent one is gone.
    Effect put(String name, Source source, Optional<BaselineObject> state) {
        var here = texts.computeIfAbsent(name, _ -> new HashMap<>());
        state.ifPresentOrElse(object -> here.put(source, object), () -> here.remove(source));
        var winner = here.values().stream()
                .min(Comparator.comparing((BaselineObject object) -> !object.source().isFile())
                        .thenComparing(object -> object.source().file()));
        var known = guarded.get(name);
        if (winner.isEmpty()) {
            texts.remove(name);
            guarded.remove(name);
            var abandoned = new ArrayList<DriftKey>();
            if (known != null) {
                known.namespaces().forEach(namespace -> abandoned.addAll(namespace.open()));
            }
            return new Effect(known != null, abandoned);
        }
        if (known == null) {
            guarded.put(name, new GuardedBaseline(winner.get(), inputs));
            return new Effect(true, List.of());
        }
        return new Effect(known.update(winner.get()), List.of());
    }

    Collection<GuardedBaseline> all() {
        return guarded.values();
    }

    Optional<GuardedBaseline> get(String name) {
        return Optional.ofNullable(guarded.get(name));
    }

    /// What is wrong with the sources of a baseline: more than one has it.
    Optional<String> clash(String name) {
        var sources = texts.getOrDefault(name, Map.of());
        if (sources.size() < 2) {
            return Optional.empty();
        }
        var files = sources.keySet().stream().map(Source::file).filter(file -> !file.isEmpty()).sorted()
                .toList();
        var others = sources.containsKey(Source.CLUSTER)
                ? "a custom resource of the same name"
                : files.getLast();
        return Optional.of("expected one source, found " + files.getFirst() + " and " + others
                + "; the first is in force");
    }
}
