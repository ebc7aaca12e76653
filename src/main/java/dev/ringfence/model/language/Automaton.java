package dev.ringfence.model.language;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A deterministic automaton with a next state for every state and code point; it starts in state 0.
///
/// Once [Minimization] has made it minimal and numbered its states in the order in which they are met, automata of the same
/// language are equal values.
final class Automaton implements Comparable<Automaton> {
    /// An odd number without pattern, half of whose bits are set.
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    /// For each state the first code points of its intervals, the first of which is 0.
    private final int[][] starts;
    /// For each state the state that each interval leads to.
    private final int[][] targets;
    private final BitSet accepting;

    Automaton(int[][] starts, int[][] targets, BitSet accepting) {
        this.starts = starts;
        this.targets = targets;
        this.accepting = accepting;
    }

    int states() {
        return starts.length;
    }

    /// The first code points of a state's intervals.
    int[] starts(int state) {
        return starts[state];
    }

    /// The states that a state's intervals lead to.
    int[] targets(int state) {
        return targets[state];
    }

    /// The code points that lead from a state to each other one.
    Map<Integer, CodePoints> ways(int state) {
        var bounds = new TreeMap<Integer, IntStream.Builder>();
        for (var i = 0; i < starts[state].length; i++) {
            bounds.computeIfAbsent(targets[state][i], _ -> IntStream.builder()).add(starts[state][i])
                    .add(end(state, i));
        }
        var ways = new TreeMap<Integer, CodePoints>();
        bounds.forEach((target, points) -> ways.put(target, CodePoints.of(points.build().toArray())));
        return ways;
    }

    boolean accepts(int state) {
        return accepting.get(state);
    }

    int next(int state, int point) {
        var at = Arrays.binarySearch(starts[state], point);
        return targets[state][at >= 0 ? at : -at - 2];
    }

    /// The last code point of an interval.
    int end(int state, int interval) {
        return interval + 1 < starts[state].length ? starts[state][interval + 1] - 1 : CodePoints.LAST;
    }

    /// The state that nothing leaves and that does or does not accept, of a minimal automaton; -1 if there is none.
    int trap(boolean accepts) {
        for (var state = 0; state < states(); state++) {
            if (targets[state].length == 1 && targets[state][0] == state && accepts(state) == accepts) {
                return state;
            }
        }
        return -1;
    }

    /// What every text that is accepted begins with.
    String prefix() {
        var trap = trap(false);
        var prefix = new StringBuilder();
        var state = 0;
        // A prefix that is longer than there are states would go round in circles.
        while (!accepts(state) && prefix.length() < states()) {
            var only = -1;
            for (var i = 0; i < targets[state].length; i++) {
                if (targets[state][i] != trap) {
                    if (only >= 0 || end(state, i) != starts[state][i]) {
                        return prefix.toString();
                    }
                    only = i;
                }
            }
            if (only < 0) {
                return prefix.toString();
            }
            prefix.appendCodePoint(starts[state][only]);
            state = targets[state][only];
        }
        return prefix.toString();
    }

    /// The same automaton for all other texts; minimal if this one is.
    Automaton complement() {
        var others = (BitSet) accepting.clone();
        others.flip(0, states());
        return new Automaton(starts, targets, others);
    }

    boolean accepts(String text) {
        var state = 0;
        for (var at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            state = next(state, text.codePointAt(at));
        }
        return accepts(state);
    }

    /// A number of 64 bits that is different for different automata, as good as always.
    long fingerprint() {
        var mixed = (long) states();
        for (var state = 0; state < states(); state++) {
            mixed = mix(mixed, accepts(state) ? 1 : 0);
            for (var i = 0; i < starts[state].length; i++) {
                mixed = mix(mix(mixed, starts[state][i]), targets[state][i]);
            }
        }
        return mixed;
    }

    private static long mix(long mixed, int value) {
        var next = (mixed ^ value) * MULTIPLIER;
        return next ^ (next >>> Integer.SIZE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Automaton that && accepting.equals(that.accepting)
                && Arrays.deepEquals(starts, that.starts)
                && Arrays.deepEquals(targets, that.targets);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.deepHashCode(starts) + Arrays.deepHashCode(targets)) + accepting.hashCode();
    }

    /// Smaller automata first.
    @Override
    public int compareTo(Automaton that) {
        var order = Integer.compare(states(), that.states());
        for (var state = 0; order == 0 && state < states(); state++) {
            order = Boolean.compare(accepts(state), that.accepts(state));
            if (order == 0) {
                order = Arrays.compare(starts[state], that.starts[state]);
            }
            if (order == 0) {
                order = Arrays.compare(targets[state], that.targets[state]);
            }
        }
        return order;
    }

    @Override
    public String toString() {
        return "automaton of " + states() + (states() == 1 ? " state" : " states");
    }
}
