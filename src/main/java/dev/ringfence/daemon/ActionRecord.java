package dev.ringfence.daemon;

import dev.ringfence.repair.Outcome;
import java.time.Instant;

/// One action that was carried out, and how it ended.
///
/// @param action its name, such as `RestorePolicy`
/// @param at when it ended
public record ActionRecord(String action, Outcome outcome, Instant at) {}
