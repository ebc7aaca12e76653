package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerClass;
import java.util.List;

/// What some changes of a cluster changed about who may reach whom.
///
/// What is allowed with a class that is new, [ClusterConnectivity#columns] tells.
///
/// @param vanished the classes that are no more
/// @param appeared the classes that are new
/// @param rows for the classes that were there before and after, what changed with those that were there before and after
public record ClusterDifference(List<PeerClass> vanished, List<PeerClass> appeared,
        List<RowDifference> rows) {
    public static final ClusterDifference NONE = new ClusterDifference(List.of(), List.of(), List.of());

    public ClusterDifference {
        vanished = List.copyOf(vanished);
        appeared = List.copyOf(appeared);
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return vanished.isEmpty() && appeared.isEmpty() && rows.isEmpty();
    }
}
