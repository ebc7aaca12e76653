package dev.ringfence.model;

import java.time.Instant;

/// Who last changed an object, as its `metadata.managedFields` say.
///
/// @param manager the field manager, a name that every client chooses for itself
/// @param operation `Apply` or `Update`
/// @param at when, to the second
public record FieldChange(String manager, String operation, Instant at) {}
