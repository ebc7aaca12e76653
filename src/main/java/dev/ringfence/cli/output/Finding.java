package dev.ringfence.cli.output;

import dev.ringfence.drift.Drift;

/// A drift and where to look for it.
///
/// @param place the line that causes it, or the line of the baseline that it concerns
public record Finding(Drift drift, Place place) {}
