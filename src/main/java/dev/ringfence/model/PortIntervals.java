package dev.ringfence.model;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A set of port numbers in 1..65535, as sorted, disjoint, non-touching closed intervals, so equal sets are equal values.
public final class PortIntervals {
    public static final int FIRST = 1;
    public static final int LAST = 65_535;
    public static final PortIntervals NONE = new PortIntervals(new int[0]);
    public static final PortIntervals ALL = new PortIntervals(new int[]{FIRST, LAST});

    /// First and last port of each interval in turn.
    private final int[] bounds;

    private PortIntervals(int[] bounds) {
        this.bounds = bounds;
    }

    /// The ports `first..last`; the part outside 1..65535 does not count.
    public static PortIntervals of(int first, int last) {
        var low = Math.max(first, FIRST);
        var high = Math.min(last, LAST);
        if (low > high) {
            return NONE;
        }
        return low == FIRST && high == LAST ? ALL : new PortIntervals(new int[]{low, high});
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public boolean isAll() {
        return bounds.length == 2 && bounds[0] == FIRST && bounds[1] == LAST;
    }

    public boolean contains(int port) {
        var at = Arrays.binarySearch(bounds, port);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    public PortIntervals union(PortIntervals other) {
        if (isAll() || other.isEmpty()) {
            return this;
        }
        return isEmpty() || other.isAll() ? other : complement().minus(other).complement();
    }

    public PortIntervals intersect(PortIntervals other) {
        return minus(other.complement());
    }

    public PortIntervals minus(PortIntervals other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        if (other.isAll() || equals(other)) {
            return NONE;
        }
        var kept = new int[bounds.length + other.bounds.length];
        var count = 0;
        var next = 0;
        for (var i = 0; i < bounds.length; i += 2) {
            var low = bounds[i];
            var high = bounds[i + 1];
            while (next < other.bounds.length && other.bounds[next + 1] < low) {
                next += 2;
            }
            for (var j = next; j < other.bounds.length && other.bounds[j] <= high && low <= high; j += 2) {
                if (other.bounds[j] > low) {
                    kept[count++] = low;
                    kept[count++] = other.bounds[j] - 1;
                }
                low = other.bounds[j + 1] + 1;
            }
            if (low <= high) {
                kept[count++] = low;
                kept[count++] = high;
            }
        }
        return count == 0 ? NONE : new PortIntervals(Arrays.copyOf(kept, count));
    }

    /// Every port that is not here.
    public PortIntervals complement() {
        if (isEmpty()) {
            return ALL;
        }
        return isAll() ? NONE : ALL.minus(this);
    }

    /// The lowest port; the set must not be empty.
    public int lowest() {
        return bounds[0];
    }

    /// First and last port of each interval, in order.
    public int[][] intervals() {
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(i -> new int[]{bounds[2 * i], bounds[2 * i + 1]})
                .toArray(int[][]::new);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortIntervals ports && Arrays.equals(bounds, ports.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /// Such as `80,8000-8100`.
    @Override
    public String toString() {
        return Arrays.stream(intervals()).map(i -> i[0] == i[1] ? "" + i[0] : i[0] + "-" + i[1])
                .collect(Collectors.joining(","));
    }
}
