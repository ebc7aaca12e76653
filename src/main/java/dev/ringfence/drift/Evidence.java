package dev.ringfence.drift;

import dev.ringfence.connectivity.Flow;
import dev.ringfence.policy.Direction;

/// A flow of one cell of guarded pods that differs from what was approved.
///
/// @param loosened whether the flow is allowed and should not be, rather than the reverse
record Evidence(SubjectCell cell, Direction direction, Flow flow, boolean loosened) {

    /// Whether guarded pods that exist surely differ with peers that exist, or with the outside.
    boolean isActive() {
        return cell.exists() && !(flow.peer() instanceof Flow.Peer.Hypothetical);
    }
}
