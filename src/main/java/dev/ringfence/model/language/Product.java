package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Runs two minimal automata side by side.
final class Product {
    private final Automaton left;
    private final Automaton right;
    private final Effort effort;
    private final int leftTrap;
    private final int rightTrap;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final ArrayList<Long> pairs = new ArrayList<>();

    private Product(Automaton left, Automaton right, Effort effort) {
        this.left = left;
        this.right = right;
        this.effort = effort;
        this.leftTrap = left.trap(false);
        this.rightTrap = right.trap(false);
        number(0, 0);
    }

    /// The automaton of the texts that both accept.
    static Automaton intersection(Automaton left, Automaton right, Effort effort) {
        return Minimization.of(new Product(left, right, effort).automaton(), effort);
    }

    /// Whether there is a text that both accept.
    static boolean meet(Automaton left, Automaton right, Effort effort) {
        var product = new Product(left, right, effort);
        var builder = new AutomatonBuilder();
        for (var state = 0; state < product.pairs.size(); state++) {
            if (product.accepts(state)) {
                return true;
            }
            product.step(state, builder);
        }
        return false;
    }

    private Automaton automaton() {
        var builder = new AutomatonBuilder();
        for (var state = 0; state < pairs.size(); state++) {
            step(state, builder);
        }
        return builder.build();
    }

    private void step(int state, AutomatonBuilder builder) {
        var pair = pairs.get(state);
        var one = (int) (pair >> 32);
        var two = pair.intValue();
        var size = left.starts(one).length + right.starts(two).length;
        effort.spend(size);
        var starts = new int[size];
        var targets = new int[size];
        var count = 0;
        for (int i = 0, j = 0, point = 0; point <= CodePoints.LAST; count++) {
            starts[count] = point;
            targets[count] = number(left.targets(one)[i], right.targets(two)[j]);
            var oneEnd = left.end(one, i);
            var twoEnd = right.end(two, j);
            i += oneEnd <= twoEnd ? 1 : 0;
            j += twoEnd <= oneEnd ? 1 : 0;
            point = Math.min(oneEnd, twoEnd) + 1;
        }
        builder.add(accepts(state), starts, targets, count);
    }

    private boolean accepts(int state) {
        var pair = pairs.get(state);
        return left.accepts((int) (pair >> 32)) && right.accepts(pair.intValue());
    }

    /// The number of a pair; all pairs from which nothing is accepted any more are one.
    private int number(int one, int two) {
        var isLost = one == leftTrap || two == rightTrap;
        var pair = isLost ? lost() : ((long) one << 32) | two;
        return Optional.ofNullable(numbers.get(pair)).orElseGet(() -> {
            Effort.checkStates(pairs.size());
            numbers.put(pair, pairs.size());
            pairs.add(pair);
            return pairs.size() - 1;
        });
    }

    /// Any pair of which one is a trap and never leaves it.
    private long lost() {
        return leftTrap >= 0 ? (long) leftTrap << 32 : rightTrap;
    }
}
