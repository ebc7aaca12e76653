package dev.ringfence.daemon;

import java.time.Instant;

/// How well Ringfence sees one kind of object.
///
/// @param resource the resource with its group, such as `networkpolicies.networking.k8s.io`
/// @param phase whether it can be judged upon
/// @param freshAt when the API server last said anything on the watch, bookmarks included
/// @param restarts how often the watch had to start anew after a failure
public record WatchState(String resource, Phase phase, Instant freshAt, long restarts) {

    /// The life of a watch.
    public enum Phase {
        /// The first list is not complete: nothing may be judged.
        SYNCING,
        /// The first list was complete and changes arrive.
        SYNCED,
        /// The first list was complete; at the moment the API server does not answer.
        DISCONNECTED,
        /// Ringfence may not list or watch the kind: judged without it, and said so.
        FORBIDDEN,
        /// The API server does not know the kind, or no dialect in use refers to it: there is nothing of it to judge.
        ABSENT;

        /// Whether everything there is of the kind is known, up to this moment.
        public boolean isCurrent() {
            return this == SYNCED || this == ABSENT;
        }
    }
}
