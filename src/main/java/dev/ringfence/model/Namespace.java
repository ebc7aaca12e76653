package dev.ringfence.model;

/// What Ringfence knows about a namespace.
///
/// @param terminating whether its deletion has begun
public record Namespace(String name, String uid, Labels labels, boolean terminating) {}
