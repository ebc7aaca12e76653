package dev.ringfence.connectivity.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A list of numbers that are not negative, in parts, by which something is looked up.
final class Sequence {
    private static final int END = -1;

    private int[] numbers;
    private int size;

    private Sequence(int[] numbers, int size) {
        this.numbers = numbers;
        this.size = size;
    }

    Sequence() {
        this(new int[16], 0);
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    /// Ends a part.
    void end() {
        add(END);
    }

    void clear() {
        size = 0;
    }

    /// The same numbers in a list of their own.
    Sequence copy() {
        return new Sequence(Arrays.copyOf(numbers, size), size);
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
