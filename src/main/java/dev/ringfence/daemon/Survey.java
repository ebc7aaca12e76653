package dev.ringfence.daemon;

import dev.ringfence.baseline.Expectation;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.policy.EnforcementProfile;
import java.util.List;

/// What is live in some guarded namespaces at one moment, and everybody who may be at the other end; immutable.
///
/// What it allows is worked out by whoever asks, and not by the loop.
///
/// @param complete whether everything had been seen by then
/// @param parts in order of baseline and namespace
/// @param more whether there are others that were asked for
public record Survey(boolean complete, EnforcementProfile profile, List<Part> parts, Census census,
        boolean more) {

    /// One guarded namespace.
    public record Part(Expectation expectation, LiveNamespace live) {

        public SurveyRequest.Place place() {
            return new SurveyRequest.Place(expectation.baseline().name(), live.name());
        }

        /// What is allowed to and from its guarded pods, those of `limit` subjects at most.
        public GuardedConnectivity connectivity(Survey survey, int limit) {
            return GuardedConnectivity.of(this, survey, limit);
        }
    }

    public Survey {
        parts = List.copyOf(parts);
    }
}
