package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.model.PortSet;

/// What passes from one party to another in one state of a cluster, and differently in another state.
///
/// @param source the name of the party
/// @param destination the name of the party
/// @param partyChanged whether one of the two parties exists in only one of the states
public record ConnectionChange(String source, String destination, PortBounds before, PortBounds after,
        boolean partyChanged) {

    /// Whether a connection came to be, ceased, or differs.
    public enum Type {
        ADDED, REMOVED, CHANGED
    }

    /// Which way a change goes.
    public enum Effect {
        /// More is allowed, and nothing less.
        LOOSENED,
        /// Less is allowed, and nothing more.
        TIGHTENED,
        /// Both.
        BOTH
    }

    public Type type() {
        if (before.isEmpty()) {
            return Type.ADDED;
        }
        return after.isEmpty() ? Type.REMOVED : Type.CHANGED;
    }

    public Effect effect() {
        if (gained().isEmpty()) {
            return Effect.TIGHTENED;
        }
        return lost().isEmpty() ? Effect.LOOSENED : Effect.BOTH;
    }

    /// What is allowed afterwards and was not before: surely, or possibly.
    public PortSet gained() {
        return excess(after, before);
    }

    /// What was allowed before and is not afterwards: surely, or possibly.
    public PortSet lost() {
        return excess(before, after);
    }

    private static PortSet excess(PortBounds more, PortBounds less) {
        return more.certain().minus(less.certain()).union(more.possible().minus(less.possible()));
    }
}
