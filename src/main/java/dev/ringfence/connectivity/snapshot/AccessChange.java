package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.Traffic;
import dev.ringfence.policy.Direction;

/// What the policies of one party let pass otherwise than before, beyond ports and addresses: requests, names, and peers that are
/// neither.
///
/// @param subject the name of the party whose policies changed
/// @param peer whom it concerns, in words
/// @param traffic what has come to be allowed, or what no longer is
/// @param loosened whether it has come to be allowed
/// @param certain whether it surely has
public record AccessChange(String subject, Direction direction, String peer, Traffic traffic,
        boolean loosened,
        boolean certain) {}
