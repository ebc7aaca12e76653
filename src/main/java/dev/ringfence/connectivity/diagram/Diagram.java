package dev.ringfence.connectivity.diagram;

import dev.ringfence.model.Dimension;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Labels;
import dev.ringfence.model.ValueSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A function on the label space with finitely many values, as a reduced ordered decision diagram.
///
/// A branch asks for one dimension, always in the order of [Dimension]; its arms divide that dimension's domain among
/// pairwise different subdiagrams. The form is canonical: two diagrams are equal exactly when they give the same value at every
/// point, whichever selectors they were made from.
///
/// @param <T> the value at a point; its `equals` decides what is the same
public sealed interface Diagram<T> {

    /// A box, and the value that it gives to its points.
    record Term<T>(LabelBox box, T value) {}

    /// The same value from here on, whatever the remaining dimensions say.
    record Leaf<T>(T value) implements Diagram<T> {}

    /// One arm of a branch.
    record Arm<T>(ValueSet when, Diagram<T> then) {}

    /// A question about one dimension.
    final class Branch<T> implements Diagram<T> {
        private final Dimension dimension;
        private final List<Arm<T>> arms;
        private final int hash;

        private Branch(Dimension dimension, List<Arm<T>> arms) {
            this.dimension = dimension;
            this.arms = arms;
            this.hash = 31 * dimension.hashCode() + arms.hashCode();
        }

        public Dimension dimension() {
            return dimension;
        }

        /// At least two, sorted, dividing the domain without overlap or rest.
        public List<Arm<T>> arms() {
            return arms;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Branch<?> branch && DiagramComparison.areEqual(this, branch));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /// The diagram that asks `dimension` and goes on as `parts` say; equal subdiagrams are joined, and a question with one answer
    /// is not asked.
    ///
    /// @param parts what holds for which values; the values must divide the domain
    static <T> Diagram<T> branch(Dimension dimension, List<Arm<T>> parts) {
        var joined = new LinkedHashMap<Diagram<T>, ValueSet>();
        parts.forEach(part -> joined.merge(part.then(), part.when(), ValueSet::union));
        if (joined.size() == 1) {
            return joined.keySet().iterator().next();
        }
        var arms = joined.entrySet().stream().map(entry -> new Arm<>(entry.getValue(), entry.getKey()))
                .sorted(Comparator.comparing(Arm::when)).toList();
        return new Branch<>(dimension, arms);
    }

    /// The diagram that has at every point the values of all boxes that contain it, joined; nothing where it would be too large.
    ///
    /// @param nothing the value where no box is, neutral for `join`
    /// @param join associative, commutative and idempotent
    static <T> Optional<Diagram<T>> union(List<Term<T>> terms, T nothing, BinaryOperator<T> join) {
        return DiagramUnion.of(terms, nothing, join);
    }

    /// The value at a point.
    default T at(LabelPoint point) {
        var here = this;
        while (true) {
            switch (here) {
                case Leaf<T>(var value) -> {
                    return value;
                }
                case Branch<T> branch -> here = next(branch, point.at(branch.dimension()));
            }
        }
    }

    /// What remains to be asked once the namespace is known: a diagram on pod labels alone.
    default Diagram<T> in(String namespace, Labels namespaceLabels) {
        var point = new LabelPoint(namespace, namespaceLabels, Labels.EMPTY);
        var here = this;
        while (here instanceof Branch<T> branch && branch.dimension().space() != Dimension.Space.POD_LABEL) {
            here = next(branch, point.at(branch.dimension()));
        }
        return here;
    }

    private static <T> Diagram<T> next(Branch<T> branch, @Nullable String value) {
        for (var arm : branch.arms()) {
            if (arm.when().contains(value)) {
                return arm.then();
            }
        }
        throw new IllegalStateException(
                "the arms of a branch must divide the domain of " + branch.dimension());
    }

    /// The different values together with one way to each: the values of the dimensions that were asked on the way.
    ///
    /// @param within what each dimension may be; ways outside are not taken
    /// @param wanted which values count
    default Map<T, Map<Dimension, ValueSet>> ways(Within within, Predicate<T> wanted) {
        var found = new LinkedHashMap<T, Map<Dimension, ValueSet>>();
        DiagramWalk.collect(this, within, wanted, found);
        return found;
    }

    /// Limits the points of interest to a box.
    interface Within {
        /// Every point.
        Within ANYWHERE = _ -> ValueSet.ALL;

        /// The values of `dimension` that are of interest.
        ValueSet side(Dimension dimension);
    }
}
