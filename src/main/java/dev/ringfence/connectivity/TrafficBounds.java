package dev.ringfence.connectivity;

import java.util.Optional;

/// What may be used with a peer, and what may be said there, as far as it can be told: surely, and at most.
///
/// @param certain what is allowed however the open questions are answered
/// @param possible what is allowed under some answer; never less than `certain`
public record TrafficBounds(Traffic certain, Traffic possible) {
    public static final TrafficBounds EVERYTHING = exactly(Traffic.ALL);

    /// Bounds without doubt.
    public static TrafficBounds exactly(Traffic traffic) {
        return new TrafficBounds(traffic, traffic);
    }

    /// Ports on which anything may be said.
    public static TrafficBounds of(PortBounds ports) {
        return new TrafficBounds(Traffic.of(ports.certain()), Traffic.of(ports.possible()));
    }

    /// What both let through.
    public TrafficBounds intersect(TrafficBounds other) {
        return new TrafficBounds(certain.intersect(other.certain), possible.intersect(other.possible));
    }

    /// What is let through here and is not by `other`.
    public TrafficBounds minus(TrafficBounds other) {
        return new TrafficBounds(certain.minus(other.possible, Bound.LEAST),
                possible.minus(other.certain, Bound.MOST));
    }

    /// What may surely be used, or where that is nothing, perhaps; nothing at all where nothing may.
    public Optional<Traffic> best() {
        if (!certain.isEmpty()) {
            return Optional.of(certain);
        }
        return possible.isEmpty() ? Optional.empty() : Optional.of(possible);
    }

    /// The ports, whatever may be said there.
    public PortBounds ports() {
        return new PortBounds(certain.ports(), possible.ports());
    }
}
