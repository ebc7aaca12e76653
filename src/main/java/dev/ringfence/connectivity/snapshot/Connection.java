package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.PortBounds;
import dev.ringfence.connectivity.Traffic;

/// What passes from one party to another.
///
/// @param ports never nothing at all
/// @param requests what may be said on those of the ports where not everything may be
public record Connection(Party source, Party destination, PortBounds ports, Traffic requests) {}
