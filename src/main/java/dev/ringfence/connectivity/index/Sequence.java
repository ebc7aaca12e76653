package dev.ringfence.connectivity.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A list of numbers that are not negative, in parts, by which something is looked up.
final class Sequence {
    private static final int END = -1;

    private final int[] numbers;
    private int size;

    /// @param most how many numbers and ends there may be
    Sequence(int most) {
        numbers = new int[most];
    }

    void add(int number) {
        numbers[size++] = number;
    }

    /// Ends a part.
    void end() {
        numbers[size++] = END;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sequence that
                && Arrays.equals(numbers, 0, size, that.numbers, 0, that.size);
    }

    @Override
    public int hashCode() {
        var hash = size;
        for (var i = 0; i < size; i++) {
            hash = 31 * hash + numbers[i];
        }
        return hash;
    }
}
