package dev.ringfence.drift;

import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.policy.Direction;

/// How what is live differs from what was approved, for one cell of guarded pods in one direction.
///
/// @param approved what was approved
/// @param live what is allowed
/// @param loosened what is allowed and was not approved
/// @param tightened what was approved and is not allowed
record CellDifference(SubjectCell cell, Direction direction, Reach approved, Reach live, Excess loosened,
        Excess tightened) {

    static CellDifference of(SubjectCell cell, Direction direction) {
        var approved = cell.reach(cell.approved(), direction);
        var live = cell.reach(cell.live(), direction);
        return new CellDifference(cell, direction, approved, live, cell.excess(live, approved),
                cell.excess(approved, live));
    }

    boolean isEmpty() {
        return loosened.isEmpty() && tightened.isEmpty();
    }
}
