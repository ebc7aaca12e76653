package dev.ringfence.model.language;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A set of Unicode code points, as sorted, disjoint, non-touching closed intervals, so equal sets are equal values.
public final class CodePoints {
    public static final int LAST = Character.MAX_CODE_POINT;
    public static final CodePoints NONE = new CodePoints(new int[0]);
    public static final CodePoints ALL = new CodePoints(new int[]{0, LAST});

    /// First and last code point of each interval in turn.
    private final int[] bounds;

    private CodePoints(int[] bounds) {
        this.bounds = bounds;
    }

    /// Every code point in one of the given intervals.
    ///
    /// @param bounds first and last code point of each interval in turn, in any order and overlapping as they like
    public static CodePoints of(int... bounds) {
        var order = new long[bounds.length / 2];
        for (var i = 0; i < order.length; i++) {
            order[i] = (long) bounds[2 * i] << Integer.SIZE | bounds[2 * i + 1];
        }
        Arrays.sort(order);
        var merged = new int[bounds.length];
        var count = 0;
        for (var interval : order) {
            var first = (int) (interval >> Integer.SIZE);
            if (count > 0 && first <= merged[count - 1] + 1) {
                merged[count - 1] = Math.max(merged[count - 1], (int) interval);
            } else {
                merged[count++] = first;
                merged[count++] = (int) interval;
            }
        }
        return new CodePoints(Arrays.copyOf(merged, count));
    }

    /// One code point.
    public static CodePoints of(int point) {
        return new CodePoints(new int[]{point, point});
    }

    /// The code points of a text.
    public static CodePoints in(String text) {
        return of(text.codePoints().flatMap(point -> IntStream.of(point, point)).toArray());
    }

    /// Every code point in any of several sets.
    static CodePoints anyOf(Collection<CodePoints> sets) {
        return of(sets.stream().flatMapToInt(points -> IntStream.of(points.bounds)).toArray());
    }

    /// The code points that have a property.
    static CodePoints where(IntPredicate property) {
        return of(IntStream.rangeClosed(0, LAST).filter(property).flatMap(point -> IntStream.of(point, point))
                .toArray());
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public boolean contains(int point) {
        var at = Arrays.binarySearch(bounds, point);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    public CodePoints union(CodePoints other) {
        return anyOf(List.of(this, other));
    }

    public CodePoints minus(CodePoints other) {
        return complement().union(other).complement();
    }

    /// Every code point that is not here.
    public CodePoints complement() {
        var rest = new int[bounds.length + 2];
        var count = 0;
        var next = 0;
        for (var i = 0; i < bounds.length; i += 2) {
            if (next < bounds[i]) {
                rest[count++] = next;
                rest[count++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= LAST) {
            rest[count++] = next;
            rest[count++] = LAST;
        }
        return new CodePoints(Arrays.copyOf(rest, count));
    }

    int intervals() {
        return bounds.length / 2;
    }

    /// How many code points there are.
    int size() {
        return IntStream.range(0, intervals()).map(i -> last(i) - first(i) + 1).sum();
    }

    IntStream stream() {
        return IntStream.range(0, intervals()).flatMap(i -> IntStream.rangeClosed(first(i), last(i)));
    }

    int first(int interval) {
        return bounds[2 * interval];
    }

    int last(int interval) {
        return bounds[2 * interval + 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodePoints points && Arrays.equals(bounds, points.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /// Such as `61-7a,e9`, in hexadecimal.
    @Override
    public String toString() {
        return String.join(",", IntStream.range(0, intervals())
                .mapToObj(i -> first(i) == last(i)
                        ? Integer.toHexString(first(i))
                        : Integer.toHexString(first(i)) + "-" + Integer.toHexString(last(i)))
                .toList());
    }
}
