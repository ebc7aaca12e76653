package dev.ringfence.web.view;

/// How many drifts a baseline has, exempted ones not counted.
///
/// @param loosened how many of the open ones allow something that was not approved
public record DriftCountView(int open, int loosened) {}
