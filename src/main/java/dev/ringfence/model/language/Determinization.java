package dev.ringfence.model.language;

import dev.ringfence.model.language.Assertion.Side;
import dev.ringfence.model.language.Network.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes a network deterministic: its states are the sets of nodes that a text may have led to.
///
/// A condition at a node is decided when the next code point is known; what stood before is part of the state.
final class Determinization {
    private final Network network;
    private final Effort effort;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final ArrayList<State> states = new ArrayList<>();

    /// @param nodes in ascending order
    private record State(List<Integer> nodes, Side before) {}

    private Determinization(Network network, Effort effort) {
        this.network = network;
        this.effort = effort;
    }

    /// The minimal automaton of an expression.
    static Automaton of(Expression expression, Effort effort) {
        var network = new Network(expression, effort);
        return Minimization.of(new Determinization(network, effort).automaton(), effort);
    }

    private Automaton automaton() {
        number(new State(network.reachedFrom(network.start()),
                network.hasConditions() ? Side.EDGE : Side.OTHER));
        var builder = new AutomatonBuilder();
        for (var number = 0; number < states.size(); number++) {
            var state = states.get(number);
            var steps = steps(state);
            builder.add(passed(state, Side.EDGE).contains(Network.END),
                    steps.keySet().stream().mapToInt(point -> point).toArray(),
                    steps.values().stream().mapToInt(target -> target).toArray(), steps.size());
        }
        return builder.build();
    }

    /// The state that each interval leads to, by the first code point of the interval.
    private Map<Integer, Integer> steps(State state) {
        var readings = new EnumMap<Side, Map<Integer, Set<Integer>>>(Side.class);
        sides().forEach(side -> readings.put(side, readings(state, side)));
        var steps = new TreeMap<Integer, Integer>();
        var known = new HashMap<Step, Integer>();
        for (var point : boundaries(readings.values())) {
            var side = side(point);
            var here = readings.getOrDefault(side, Map.of());
            effort.spend(here.size() + 1);
            var sets = here.keySet().stream().filter(set -> network.sets().get(set).contains(point)).toList();
            steps.put(point,
                    known.computeIfAbsent(new Step(side, sets), _ -> number(after(here, sets, side))));
        }
        return steps;
    }

    private record Step(Side side, List<Integer> sets) {}

    private State after(Map<Integer, Set<Integer>> readings, List<Integer> sets, Side side) {
        var nodes = new TreeSet<Integer>();
        for (var set : sets) {
            for (var next : readings.getOrDefault(set, Set.of())) {
                nodes.addAll(network.reachedFrom(next));
            }
        }
        effort.spend(nodes.size());
        return new State(List.copyOf(nodes), side);
    }

    /// Where the next code point may be read: the nodes behind, by the number of the set that it must be in.
    private Map<Integer, Set<Integer>> readings(State state, Side after) {
        var readings = new TreeMap<Integer, Set<Integer>>();
        for (var node : passed(state, after)) {
            if (network.node(node) instanceof Node.Reading(var set, var next)) {
                readings.computeIfAbsent(set, _ -> new TreeSet<>()).add(next);
            }
        }
        return readings;
    }

    /// The nodes of a state and those behind conditions that hold before such a code point.
    private Set<Integer> passed(State state, Side after) {
        var passed = new TreeSet<Integer>();
        var open = new ArrayList<>(state.nodes());
        while (!open.isEmpty()) {
            var at = open.removeLast();
            effort.spend(1);
            if (passed.add(at) && network.node(at) instanceof Node.Checking(var assertion, var next)
                    && assertion.holds(state.before(), after)) {
                open.addAll(network.reachedFrom(next));
            }
        }
        return passed;
    }

    /// The first code points of intervals in which no set and no side begins or ends.
    private Set<Integer> boundaries(Iterable<Map<Integer, Set<Integer>>> readings) {
        var boundaries = new TreeSet<Integer>(List.of(0));
        if (network.hasConditions()) {
            sides().forEach(side -> addStarts(boundaries, side.points()));
        }
        readings.forEach(reading -> reading.keySet().forEach(set -> {
            addStarts(boundaries, network.sets().get(set));
            addStarts(boundaries, network.sets().get(set).complement());
        }));
        return boundaries;
    }

    private void addStarts(Set<Integer> boundaries, CodePoints points) {
        effort.spend(points.intervals());
        for (var i = 0; i < points.intervals(); i++) {
            boundaries.add(points.first(i));
        }
    }

    /// The kinds of code points that are told apart.
    private List<Side> sides() {
        return network.hasConditions() ? List.of(Side.NEWLINE, Side.WORD, Side.OTHER) : List.of(Side.OTHER);
    }

    private Side side(int point) {
        return sides().stream().filter(side -> side.points().contains(point)).findFirst().orElse(Side.OTHER);
    }

    private int number(State state) {
        var known = numbers.get(state);
        if (known != null) {
            return known;
        }
        Effort.checkStates(states.size());
        numbers.put(state, states.size());
        states.add(state);
        return states.size() - 1;
    }
}
