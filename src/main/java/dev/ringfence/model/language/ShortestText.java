package dev.ringfence.model.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the text of a language that is easiest to read: plain ASCII if there is such a text, then the shortest, then the one
/// whose characters are the most usual.
final class ShortestText {
    private static final CodePoints PLAIN = CodePoints.of(' ', '~');
    /// From the most welcome to the least.
    private static final int[] USUAL = IntStream.concat(
            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/-._~".codePoints(),
            IntStream.rangeClosed('!', '~')).toArray();

    private ShortestText() {}

    static Optional<String> of(Automaton automaton) {
        return of(automaton, PLAIN).or(() -> of(automaton, Visible.POINTS))
                .or(() -> of(automaton, CodePoints.ALL));
    }

    /// Some text, found quickly.
    static Optional<String> any(Automaton automaton) {
        return of(automaton, CodePoints.ALL);
    }

    private static Optional<String> of(Automaton automaton, CodePoints alphabet) {
        var lengths = lengths(automaton, alphabet);
        if (lengths[0] < 0) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        var state = 0;
        while (lengths[state] > 0) {
            var best = -1;
            for (var i = 0; i < automaton.starts(state).length; i++) {
                if (lengths[automaton.targets(state)[i]] == lengths[state] - 1) {
                    best = better(best, best(automaton.starts(state)[i], automaton.end(state, i), alphabet));
                }
            }
            text.appendCodePoint(best);
            state = automaton.next(state, best);
        }
        return Optional.of(text.toString());
    }

    /// For each state how many code points of an alphabet must at least follow to be accepted; -1 if none ever are enough.
    static int[] lengths(Automaton automaton, CodePoints alphabet) {
        var sources = new ArrayList<ArrayList<Integer>>();
        for (var state = 0; state < automaton.states(); state++) {
            sources.add(new ArrayList<>());
        }
        for (var state = 0; state < automaton.states(); state++) {
            for (var i = 0; i < automaton.starts(state).length; i++) {
                if (meets(alphabet, automaton.starts(state)[i], automaton.end(state, i))) {
                    sources.get(automaton.targets(state)[i]).add(state);
                }
            }
        }
        var lengths = new int[automaton.states()];
        Arrays.fill(lengths, -1);
        var open = new ArrayDeque<Integer>();
        for (var state = 0; state < automaton.states(); state++) {
            if (automaton.accepts(state)) {
                lengths[state] = 0;
                open.add(state);
            }
        }
        while (!open.isEmpty()) {
            var state = open.remove();
            for (var source : sources.get(state)) {
                if (lengths[source] < 0) {
                    lengths[source] = lengths[state] + 1;
                    open.add(source);
                }
            }
        }
        return lengths;
    }

    private static boolean meets(CodePoints alphabet, int first, int last) {
        return firstOf(alphabet, first, last) >= 0;
    }

    /// The first code point of an alphabet between two; -1 if there is none.
    private static int firstOf(CodePoints alphabet, int first, int last) {
        if (alphabet.contains(first)) {
            return first;
        }
        for (var i = 0; i < alphabet.intervals() && alphabet.first(i) <= last; i++) {
            if (first < alphabet.first(i)) {
                return alphabet.first(i);
            }
        }
        return -1;
    }

    /// The most usual code point of an alphabet between two; all alphabets have the usual ones.
    private static int best(int first, int last, CodePoints alphabet) {
        var otherwise = firstOf(alphabet, first, last);
        return first > '~' ? otherwise : better(otherwise, usual(first, last));
    }

    private static int usual(int first, int last) {
        for (var point : USUAL) {
            if (first <= point && point <= last) {
                return point;
            }
        }
        return -1;
    }

    private static int better(int one, int other) {
        return other >= 0 && (one < 0 || rank(other) < rank(one)) ? other : one;
    }

    private static int rank(int point) {
        for (var rank = 0; rank < USUAL.length; rank++) {
            if (USUAL[rank] == point) {
                return rank;
            }
        }
        return USUAL.length + point;
    }

    /// What has a shape of its own; found out only when it is needed.
    private static final class Visible {
        static final CodePoints POINTS = CodePoints.where(point -> switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        });
    }
}
