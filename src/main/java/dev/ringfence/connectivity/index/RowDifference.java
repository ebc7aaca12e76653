package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.policy.Direction;
import java.util.List;

/// What the policies of some classes let pass now and did not before, or the other way round.
///
/// @param subjects the classes whose own policies changed
/// @param peers never none; no class is in two of the groups
public record RowDifference(Direction direction, List<PeerClass> subjects, List<PeerDifference> peers) {
    public RowDifference {
        subjects = List.copyOf(subjects);
        peers = List.copyOf(peers);
    }
}
