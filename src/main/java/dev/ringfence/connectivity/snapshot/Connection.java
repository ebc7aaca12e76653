package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.PortBounds;
/// What passes from one party to another.
///
/// @param ports never nothing at all
public record Connection(Party source, Party destination, PortBounds ports) {}
