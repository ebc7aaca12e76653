package dev.ringfence.policy;

import dev.ringfence.model.PortSet;

/// One permission that a policy gives to the pods that it selects.
///
/// @param path where the rule stands in its object, such as `spec.ingress[0]`
/// @param peers with whom
/// @param ports on which protocols and ports of the destination
public record Rule(Direction direction, String path, Peers peers, PortSet ports) {}
