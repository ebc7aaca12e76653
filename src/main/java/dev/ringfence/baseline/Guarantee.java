package dev.ringfence.baseline;

import dev.ringfence.policy.Direction;
import java.util.Map;

/// A set of flows that must never be allowed to or from a guarded pod, whatever the policies say.
///
/// @param never the flows, in the form of one rule of a NetworkPolicy (`from` or `to`, and `ports`), as a plain JSON tree
/// @param path where it stands in the baseline, such as `spec.guarantees[0].never.egress`
public record Guarantee(String name, Direction direction, Map<String, Object> never, String path) {}
