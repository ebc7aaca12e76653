package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.LabelPoint;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Policy;
import java.util.List;
import java.util.Optional;

/// Guarded pods of one namespace, existing or possible, that the same policies select.
///
/// @param point their labels; of possible pods, an example
/// @param ports their named ports; absent for pods that do not exist
/// @param pods those that exist; none where the cell stands for pods that could come to exist
/// @param approved the approved policies that select them
/// @param live the live policies that select them
/// @param reaches what was worked out so far
record SubjectCell(LabelPoint point, Optional<List<ContainerPort>> ports, List<Pod> pods,
        List<Policy> approved,
        List<Policy> live, Reaches reaches) {

    SubjectCell {
        pods = List.copyOf(pods);
        approved = List.copyOf(approved);
        live = List.copyOf(live);
    }

    boolean exists() {
        return !pods.isEmpty();
    }

    /// Some of the pods, as if they had declared these ports.
    SubjectCell with(List<Pod> some, List<ContainerPort> declared) {
        return new SubjectCell(point, Optional.of(declared), some, approved, live, reaches);
    }

    /// What the cell's pods could reach, or be reached by, if just `policies` selected them.
    Reach reach(List<Policy> policies, Direction direction) {
        return reaches.of(policies, direction, ports);
    }

    /// What `more` allows and `less` does not.
    Excess excess(Reach more, Reach less) {
        return reaches.difference(more, less);
    }

    /// Whether some approved policy isolates the cell in a direction.
    boolean isCovered(Direction direction) {
        return approved.stream().anyMatch(policy -> policy.isolates().contains(direction));
    }
}
