package dev.ringfence.daemon;

import java.time.Duration;
import java.util.List;

/// One turn of the loop that had something to do.
///
/// @param waited how long each change that it took had waited in the mailbox
/// @param took how long the turn lasted
/// @param failed whether an exception ended it; it is taken again then
public record Turn(List<Duration> waited, Duration took, boolean failed) {

    public Turn {
        waited = List.copyOf(waited);
    }
}
