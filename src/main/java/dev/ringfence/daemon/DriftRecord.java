package dev.ringfence.daemon;

import dev.ringfence.drift.Drift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A drift and its life so far.
///
/// @param drift the drift as it was last judged
/// @param openedAt since when it exists, as well as that is known
/// @param detectedAt when it was judged to be a drift
/// @param closedAt when it was judged to be gone; absent while it is not
/// @param actions what was done about it, oldest first
public record DriftRecord(Drift drift, State state, Instant openedAt, Instant detectedAt,
        Optional<Instant> closedAt,
        List<ActionRecord> actions) {

    /// Where a drift stands.
    public enum State {
        OPEN("Open"),
        /// Gone after Ringfence restored what was approved.
        REPAIRED("Repaired"),
        /// Its cause is there, but a deny of Ringfence's takes its effect away.
        CONTAINED("Contained"),
        /// Accepted by an exemption.
        EXEMPTED("Exempted"),
        /// Gone without Ringfence's doing.
        RESOLVED("Resolved");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /// As users see it.
        public String text() {
            return text;
        }
    }

    public DriftRecord {
        actions = List.copyOf(actions);
    }

    public boolean isClosed() {
        return closedAt.isPresent();
    }
}
