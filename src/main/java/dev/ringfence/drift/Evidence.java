package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Flow;
import dev.ringfence.connectivity.Flows;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.Optional;

/// A flow of one cell of guarded pods that differs from what was approved.
///
/// @param loosened whether the flow is allowed and should not be, rather than the reverse
/// @param peer the pod at the other end, where not any of its class will do
record Evidence(SubjectCell cell, Direction direction, Flow flow, boolean loosened, Optional<Pod> peer) {

    /// What shows an excess of a cell; nothing where there is none.
    static List<Evidence> of(SubjectCell cell, Direction direction, Excess excess, boolean loosened,
            Circumstances circumstances) {
        var directory = circumstances.directory();
        // One more than is shown, since a pod's traffic to itself may be among them.
        return Flows.of(excess, directory, Drift.WITNESS_LIMIT + 1)
                .stream()
                .filter(flow -> !(cell.exists() && flow.peer() instanceof Flow.Peer.Existing(var pods))
                        || PodPair.of(cell, pods, directory).isPresent())
                .map(flow -> new Evidence(cell, direction, flow, loosened, Optional.empty())).toList();
    }

    /// Whether guarded pods that exist surely differ with peers that exist, or with the outside.
    boolean isActive() {
        return cell.exists() && !(flow.peer() instanceof Flow.Peer.Hypothetical);
    }
}
