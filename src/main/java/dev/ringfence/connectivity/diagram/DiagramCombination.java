package dev.ringfence.connectivity.diagram;

import dev.ringfence.connectivity.diagram.Diagram.Arm;
import dev.ringfence.connectivity.diagram.Diagram.Branch;
import dev.ringfence.connectivity.diagram.Diagram.Leaf;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/// Combines two diagrams point by point.
public final class DiagramCombination<T> {
    private final BinaryOperator<T> operator;
    private final Map<Pair<T>, Diagram<T>> known = new HashMap<>();
    private final DiagramBudget budget = new DiagramBudget();

    private record Pair<T>(Diagram<T> left, Diagram<T> right) {}

    private DiagramCombination(BinaryOperator<T> operator) {
        this.operator = operator;
    }

    /// The diagram that has at every point what `operator` makes of the two values there; nothing where it would be too large.
    public static <T> Optional<Diagram<T>> of(Diagram<T> left, Diagram<T> right, BinaryOperator<T> operator) {
        try {
            return Optional.of(new DiagramCombination<>(operator).combine(left, right));
        } catch (DiagramTooLargeException _) {
            return Optional.empty();
        }
    }

    private Diagram<T> combine(Diagram<T> left, Diagram<T> right) {
        if (left instanceof Leaf<T>(var here) && right instanceof Leaf<T>(var there)) {
            return new Leaf<>(operator.apply(here, there));
        }
        var pair = new Pair<>(left, right);
        var before = known.get(pair);
        if (before != null) {
            return before;
        }
        var dimension = first(left, right);
        var parts = new ArrayList<Arm<T>>();
        overlaps(arms(left, dimension), arms(right, dimension))
                .forEach((pairOfArms, values) -> parts
                        .add(new Arm<>(values, combine(pairOfArms.left(), pairOfArms.right()))));
        var combined = Diagram.branch(dimension, parts);
        known.put(pair, combined);
        return combined;
    }

    /// The dimension to ask first: the earlier of the two; at least one side is a branch.
    private static <T> Dimension first(Diagram<T> left, Diagram<T> right) {
        if (left instanceof Branch<T> here && right instanceof Branch<T> there) {
            return here.dimension().compareTo(there.dimension()) <= 0 ? here.dimension() : there.dimension();
        }
        return left instanceof Branch<T> here ? here.dimension() : ((Branch<T>) right).dimension();
    }

    /// For which values which subdiagrams meet: linear in the values that either side mentions.
    private Map<Pair<T>, ValueSet> overlaps(List<Arm<T>> left, List<Arm<T>> right) {
        var mentioned = new TreeSet<String>();
        left.forEach(arm -> mentioned.addAll(arm.when().values()));
        right.forEach(arm -> mentioned.addAll(arm.when().values()));
        budget.spend(mentioned.size() + 2);
        var overlaps = new LinkedHashMap<Pair<T>, ValueSet>();
        var listed = new HashMap<Pair<T>, List<String>>();
        var leftByValue = byValue(left);
        var rightByValue = byValue(right);
        for (var value : mentioned) {
            var pair = new Pair<>(leftByValue.apply(value), rightByValue.apply(value));
            listed.computeIfAbsent(pair, _ -> new ArrayList<>()).add(value);
        }
        listed.forEach((pair, values) -> overlaps.put(pair, ValueSet.of(values)));
        overlaps.merge(new Pair<>(then(left, ValueSet::absent), then(right, ValueSet::absent)),
                ValueSet.ABSENT,
                ValueSet::union);
        var rest = new ValueSet(false, true, List.copyOf(mentioned));
        overlaps.merge(new Pair<>(then(left, ValueSet::others), then(right, ValueSet::others)), rest,
                ValueSet::union);
        return overlaps;
    }

    private static <T> Function<String, Diagram<T>> byValue(List<Arm<T>> arms) {
        var finite = new HashMap<String, Diagram<T>>();
        arms.stream().filter(arm -> !arm.when().others())
                .forEach(arm -> arm.when().values().forEach(value -> finite.put(value, arm.then())));
        var rest = arms.stream().filter(arm -> arm.when().others()).findFirst().orElseThrow().then();
        return value -> finite.getOrDefault(value, rest);
    }

    /// Where the one arm leads whose values are as wanted.
    private static <T> Diagram<T> then(List<Arm<T>> arms, Predicate<ValueSet> wanted) {
        return arms.stream().filter(arm -> wanted.test(arm.when())).findFirst().orElseThrow().then();
    }

    private static <T> List<Arm<T>> arms(Diagram<T> diagram, Dimension dimension) {
        return diagram instanceof Branch<T> branch && branch.dimension().equals(dimension)
                ? branch.arms()
                : List.of(new Arm<>(ValueSet.ALL, diagram));
    }
}
