package dev.ringfence.connectivity.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The classes by something that they have: those that have the same have the same number.
///
/// @param <T> what they have
final class Likeness<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private int[] numberOf = {};

    void add(int id, T having) {
        if (id >= numberOf.length) {
            numberOf = Arrays.copyOf(numberOf, 16 + 2 * id);
        }
        var known = numbers.putIfAbsent(having, numbers.size());
        numberOf[id] = known == null ? numbers.size() - 1 : known;
    }

    /// The number of a class, equal for two only if they are alike; less than [#size].
    int of(int id) {
        return numberOf[id];
    }

    /// How many numbers there are.
    int size() {
        return numbers.size();
    }
}
