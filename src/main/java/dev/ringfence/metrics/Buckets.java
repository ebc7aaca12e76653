package dev.ringfence.metrics;

import java.time.Duration;

/// The upper bounds of the histograms' buckets.
///
/// Few and fixed: each is a series, and the bounds are where people draw lines, not where resolution would be best.
final class Buckets {
    private static final Duration[] REACTION = {Duration.ofMillis(1), Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10)};
    private static final Duration[] EXPOSURE = {Duration.ofMillis(10), Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1),
            Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1),
            Duration.ofDays(7)};
    private static final Duration[] EVALUATION = {Duration.ofMillis(1), Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)};

    private Buckets() {}

    /// For what the machine should do at once: from a millisecond to ten minutes.
    static Duration[] reaction() {
        return REACTION.clone();
    }

    /// For what may last until a person acts: from ten milliseconds to a week.
    static Duration[] exposure() {
        return EXPOSURE.clone();
    }

    /// For computing: from a millisecond to half a minute.
    static Duration[] evaluation() {
        return EVALUATION.clone();
    }
}
