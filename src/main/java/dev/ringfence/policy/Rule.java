package dev.ringfence.policy;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.PortConstraint;

/// What a policy says about some traffic of the pods that it selects.
///
/// Where it cannot be told whom a rule means, it has two answers: whom it surely means, and whom it means at most.
///
/// @param path where the rule stands in its object, such as `spec.ingress[0]`
/// @param peers with whom, surely
/// @param atMost with whom, at most; the same where that is known
/// @param ports on which protocols and ports of the destination
/// @param said what may be said there; of a rule that denies it is always [PortConstraint#PLAIN]
public record Rule(Direction direction, String path, Action action, Peers peers, Peers atMost, PortSet ports,
        PortConstraint said) {

    /// A rule that does not look into requests.
    public Rule(Direction direction, String path, Action action, Peers peers, Peers atMost, PortSet ports) {
        this(direction, path, action, peers, atMost, ports, PortConstraint.PLAIN);
    }

    /// A rule whose peers are known, and that does not look into requests.
    public Rule(Direction direction, String path, Action action, Peers peers, PortSet ports) {
        this(direction, path, action, peers, peers, ports);
    }

    /// Whether it is known whom the rule means.
    public boolean isDecided() {
        return peers.equals(atMost);
    }
}
