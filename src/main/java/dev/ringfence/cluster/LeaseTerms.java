package dev.ringfence.cluster;

import java.time.Duration;

/// Which lease the replicas compete for, and by which times.
///
/// @param namespace where the lease is
/// @param name of the lease
/// @param identity of this replica, different from that of every other one
/// @param duration how long the others wait after the last renewal that they saw; at least a second
/// @param renewDeadline how long after the last renewal this replica still writes; shorter than `duration`, so that it
///     has stopped when another one starts
/// @param retryPeriod how long between two attempts; less than 5/11 of `renewDeadline`
public record LeaseTerms(String namespace, String name, String identity, Duration duration,
        Duration renewDeadline, Duration retryPeriod) {

    public LeaseTerms {
        if (duration.compareTo(renewDeadline) <= 0) {
            throw new IllegalArgumentException("the lease's duration must be longer than the renew deadline "
                    + renewDeadline + ", but was: " + duration);
        }
    }

    /// The lease `ringfence` with the usual times: 15, 10 and 2 seconds.
    public static LeaseTerms usual(String namespace, String identity) {
        return new LeaseTerms(namespace, "ringfence", identity, Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }
}
