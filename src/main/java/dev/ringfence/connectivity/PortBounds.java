package dev.ringfence.connectivity;

import dev.ringfence.model.PortSet;

/// What may be used of a destination, as far as it can be told: surely, and at most.
///
/// @param certain what is allowed however the open questions are answered
/// @param possible what is allowed under some answer; never less than `certain`
public record PortBounds(PortSet certain, PortSet possible) {
    public static final PortBounds NOTHING = exactly(PortSet.NONE);
    public static final PortBounds EVERYTHING = exactly(PortSet.ALL);

    /// Bounds without doubt.
    public static PortBounds exactly(PortSet ports) {
        return new PortBounds(ports, ports);
    }

    /// What either lets through.
    public PortBounds union(PortBounds other) {
        return new PortBounds(certain.union(other.certain), possible.union(other.possible));
    }

    /// What both let through.
    public PortBounds intersect(PortBounds other) {
        return new PortBounds(certain.intersect(other.certain), possible.intersect(other.possible));
    }

    /// What is known where it is not known which of the two holds.
    public PortBounds either(PortBounds other) {
        return new PortBounds(certain.intersect(other.certain), possible.union(other.possible));
    }

    /// Whether nothing is allowed, under any answer.
    public boolean isEmpty() {
        return possible.isEmpty();
    }

    /// Whether there is no doubt.
    public boolean isExact() {
        return certain.equals(possible);
    }
}
