package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A nondeterministic automaton: nodes, some of which are passed by reading a code point, some only if a condition holds, and
/// some freely.
final class Network {
    static final int END = 0;

    /// What leads on from a node.
    sealed interface Node {
        /// The text may end here.
        record End() implements Node {}

        /// Reading one of a set of code points; equal sets have the same number.
        record Reading(int set, int next) implements Node {}

        /// A condition that must hold here.
        record Checking(Assertion assertion, int next) implements Node {}

        /// Any of several nodes.
        record Passing(List<Integer> next) implements Node {}
    }

    private final Effort effort;
    private final ArrayList<Node> nodes = new ArrayList<>(List.of(new Node.End()));
    private final ArrayList<CodePoints> sets = new ArrayList<>();
    private final Map<CodePoints, Integer> setNumbers = new HashMap<>();
    private final Map<Integer, List<Integer>> reached = new HashMap<>();
    private final int start;
    private final boolean hasConditions;

    Network(Expression expression, Effort effort) {
        this.effort = effort;
        this.start = add(expression, END);
        this.hasConditions = nodes.stream().anyMatch(Node.Checking.class::isInstance);
    }

    int start() {
        return start;
    }

    Node node(int node) {
        return nodes.get(node);
    }

    List<CodePoints> sets() {
        return sets;
    }

    boolean hasConditions() {
        return hasConditions;
    }

    /// The nodes that are reached freely from a node, without those that merely pass on, in ascending order.
    List<Integer> reachedFrom(int node) {
        if (!(nodes.get(node) instanceof Node.Passing)) {
            return List.of(node);
        }
        var known = reached.get(node);
        if (known != null) {
            return known;
        }
        var closure = closure(node);
        reached.put(node, closure);
        return closure;
    }

    private List<Integer> closure(int node) {
        var seen = new TreeSet<Integer>();
        var open = new ArrayList<Integer>(List.of(node));
        while (!open.isEmpty()) {
            var at = open.removeLast();
            effort.spend(1);
            if (seen.add(at) && nodes.get(at) instanceof Node.Passing(var next)) {
                open.addAll(next);
            }
        }
        return seen.stream().filter(at -> !(nodes.get(at) instanceof Node.Passing)).toList();
    }

    /// Adds the nodes of an expression.
    ///
    /// @param next the node after it
    /// @return the node before it
    private int add(Expression expression, int next) {
        return switch (expression) {
            case Expression.One(var points) -> points.isEmpty()
                    ? add(new Node.Passing(List.of()))
                    : add(new Node.Reading(set(points), next));
            case Expression.Place(var assertion) -> add(new Node.Checking(assertion, next));
            case Expression.Sequence(var parts) -> {
                var first = next;
                for (var part : parts.reversed()) {
                    first = add(part, first);
                }
                yield first;
            }
            case Expression.Choice(var alternatives) -> {
                var first = new ArrayList<Integer>();
                alternatives.forEach(alternative -> first.add(add(alternative, next)));
                yield add(new Node.Passing(first));
            }
            case Expression.Repetition(var part, var least, var most) ->
                addRepetition(part, least, most, next);
            case Expression.Known(var automaton) -> addAutomaton(automaton, next);
        };
    }

    private int addRepetition(Expression part, int least, int most, int next) {
        var first = next;
        if (most == Expression.UNBOUNDED) {
            first = add(new Node.Passing(List.of()));
            nodes.set(first, new Node.Passing(List.of(add(part, first), next)));
        }
        for (var i = least; i < most; i++) {
            first = add(new Node.Passing(List.of(add(part, first), next)));
        }
        for (var i = 0; i < least; i++) {
            first = add(part, first);
        }
        return first;
    }

    private int addAutomaton(Automaton automaton, int next) {
        var first = nodes.size();
        var trap = automaton.trap(false);
        for (var state = 0; state < automaton.states(); state++) {
            add(new Node.Passing(List.of()));
        }
        for (var state = 0; state < automaton.states(); state++) {
            var ways = new ArrayList<Integer>();
            if (automaton.accepts(state)) {
                ways.add(next);
            }
            automaton.ways(state).forEach((target, points) -> {
                if (target != trap) {
                    effort.spend(points.intervals());
                    ways.add(add(new Node.Reading(set(points), first + target)));
                }
            });
            nodes.set(first + state, new Node.Passing(ways));
        }
        return first;
    }

    private int add(Node node) {
        effort.spend(1);
        nodes.add(node);
        return nodes.size() - 1;
    }

    private int set(CodePoints points) {
        return setNumbers.computeIfAbsent(points, _ -> {
            sets.add(points);
            return sets.size() - 1;
        });
    }
}
