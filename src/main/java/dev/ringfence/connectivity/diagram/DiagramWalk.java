package dev.ringfence.connectivity.diagram;

import dev.ringfence.connectivity.diagram.Diagram.Branch;
import dev.ringfence.connectivity.diagram.Diagram.Leaf;
import dev.ringfence.connectivity.diagram.Diagram.Within;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.ValueSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A walk over a diagram that finds each value once.
final class DiagramWalk<T> {
    private final Within within;
    private final Predicate<T> wanted;
    private final Map<T, Map<Dimension, ValueSet>> found;
    /// Subdiagrams that were walked already: what they hold has been found, by an earlier way.
    private final Set<Diagram<T>> walked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final TreeMap<Dimension, ValueSet> way = new TreeMap<>();

    private DiagramWalk(Within within, Predicate<T> wanted, Map<T, Map<Dimension, ValueSet>> found) {
        this.within = within;
        this.wanted = wanted;
        this.found = found;
    }

    static <T> void collect(Diagram<T> diagram, Within within, Predicate<T> wanted,
            Map<T, Map<Dimension, ValueSet>> found) {
        new DiagramWalk<>(within, wanted, found).walk(diagram);
    }

    private void walk(Diagram<T> diagram) {
        switch (diagram) {
            case Leaf<T>(var value) -> {
                if (wanted.test(value)) {
                    found.computeIfAbsent(value, _ -> new TreeMap<>(way));
                }
            }
            case Branch<T> branch -> {
                if (walked.add(branch)) {
                    walkArms(branch);
                }
            }
        }
    }

    private void walkArms(Branch<T> branch) {
        var side = within.side(branch.dimension());
        for (var arm : branch.arms()) {
            var values = arm.when().intersect(side);
            if (!values.isEmpty()) {
                way.put(branch.dimension(), values);
                walk(arm.then());
                way.remove(branch.dimension());
            }
        }
    }
}
