package dev.ringfence.controlplane;

/// How a command ended.
///
/// @param output what it wrote to standard output and standard error
public record CommandResult(int exitCode, String output) {}
