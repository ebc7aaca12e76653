package dev.ringfence.connectivity.index;

import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;

/// A policy of the cluster, while it is there as it is.
///
/// Two of them are the same only if they are one: an edited policy is another one.
final class HeldPolicy implements Comparable<HeldPolicy> {
    private final Policy policy;
    private final int place;
    private final Selector subject;
    private final boolean namesPorts;

    /// @param place among the policies of the same object
    HeldPolicy(Policy policy, int place, Selector subject) {
        this.policy = policy;
        this.place = place;
        this.subject = subject;
        this.namesPorts = policy.rules().stream().anyMatch(rule -> !rule.ports().named().isEmpty());
    }

    Policy policy() {
        return policy;
    }

    Selector subject() {
        return subject;
    }

    /// Whether it may make a difference in a direction.
    boolean concerns(Direction direction) {
        return policy.acts().contains(direction) || policy.isolates().contains(direction);
    }

    /// Whether some rule asks for a port by its name.
    boolean namesPorts() {
        return namesPorts;
    }

    @Override
    public int compareTo(HeldPolicy other) {
        var byKey = policy.key().compareTo(other.policy.key());
        return byKey != 0 ? byKey : Integer.compare(place, other.place);
    }
}
