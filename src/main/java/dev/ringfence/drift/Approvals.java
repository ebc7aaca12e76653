package dev.ringfence.drift;

import dev.ringfence.baseline.Expectation;
import java.util.Optional;
import java.util.Set;

/// What was found when a baseline was first judged, and counts as approved with it until it is edited.
///
/// @param peers who fell under its peer selectors; absent before every namespace was judged
/// @param ports the named ports of workloads
/// @param formerly what the baseline's policies meant under the enforcer of that time; absent where it is the one of now
public record Approvals(Optional<Set<String>> peers, ApprovedPorts ports, Optional<Expectation> formerly) {
    public static final Approvals NONE = of(Optional.empty());

    /// With nothing but peers.
    public static Approvals of(Optional<Set<String>> peers) {
        return new Approvals(peers, ApprovedPorts.NONE, Optional.empty());
    }
}
