package dev.ringfence.daemon;

import java.time.Instant;
import java.util.Optional;

/// How busy the loop is at one moment.
///
/// @param added how many changes have come into the mailbox so far; one that replaces another that still waits does not count
/// @param waiting how many of them wait
/// @param busySince when the turn began that is under way; absent between turns
public record Workload(long added, int waiting, Optional<Instant> busySince) {}
