package dev.ringfence.policy;

import dev.ringfence.model.PortSet;

/// What a policy says about some traffic of the pods that it selects.
///
/// Where it cannot be told whom a rule means, it has two answers: whom it surely means, and whom it means at most.
///
/// @param path where the rule stands in its object, such as `spec.ingress[0]`
/// @param peers with whom, surely
/// @param atMost with whom, at most; the same where that is known
/// @param ports on which protocols and ports of the destination
public record Rule(Direction direction, String path, Action action, Peers peers, Peers atMost,
        PortSet ports) {

    /// A rule whose peers are known.
    public Rule(Direction direction, String path, Action action, Peers peers, PortSet ports) {
        this(direction, path, action, peers, peers, ports);
    }

    /// Whether it is known whom the rule means.
    public boolean isDecided() {
        return peers.equals(atMost);
    }
}
