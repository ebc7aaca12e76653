package dev.ringfence.daemon;

import java.time.Instant;

/// One answer about a baseline, as `metav1.Condition`.
///
/// @param type `Ready`, `Isolated` or `Enforced`
/// @param reason CamelCase
/// @param observedGeneration the generation of the baseline that the answer is about
/// @param lastTransitionTime when `status` last changed
public record Condition(String type, Status status, String reason, String message, long observedGeneration,
        Instant lastTransitionTime) {

    /// Yes, no, or not known.
    public enum Status {
        TRUE("True"), FALSE("False"), UNKNOWN("Unknown");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /// As `metav1.Condition` spells it.
        public String text() {
            return text;
        }
    }
}
