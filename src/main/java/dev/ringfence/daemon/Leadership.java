package dev.ringfence.daemon;

/// Whether this replica may write.
///
/// @param leading whether this replica leads
/// @param leader the identity of the replica that leads; empty while unknown
/// @param self the identity of this replica
public record Leadership(boolean leading, String leader, String self) {}
