package dev.ringfence.bench;

import java.util.Arrays;
import java.util.Collection;

/// Measured values of one quantity, at least one.
final class Samples {
    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    static Samples of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("expected at least one measured value, found none");
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    static Samples of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    int size() {
        return sorted.length;
    }

    /// The smallest value that at least `percent` of all values do not exceed (nearest rank).
    ///
    /// @param percent above 0, at most 100
    double percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "expected a percentage above 0 and at most 100, found " + percent);
        }
        return sorted[(int) Math.ceil(percent * sorted.length / 100) - 1];
    }

    double median() {
        return percentile(50);
    }

    double minimum() {
        return sorted[0];
    }

    double maximum() {
        return sorted[sorted.length - 1];
    }

    /// How far the middle half of the values is spread, in percent of the median: the noise.
    double noise() {
        return median() == 0 ? 0 : 100 * (percentile(75) - percentile(25)) / median();
    }
}
