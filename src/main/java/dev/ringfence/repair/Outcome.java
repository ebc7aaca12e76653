package dev.ringfence.repair;

/// How an action ended.
///
/// @param message what the API server said, or what was done; bounded, one line
public record Outcome(Result result, String message) {

    /// The closed set of endings, and what each asks for.
    public enum Result {
        /// The API server acknowledged the write. The drift closes when the effect is seen, not before.
        SUCCEEDED("Succeeded"),
        /// The object is as wanted already, or gone already: nothing to do.
        UNCHANGED("Unchanged"),
        /// The object changed since it was judged (409): judge again.
        CONFLICT("Conflict"),
        /// The namespace is being deleted or does not exist: wait for it.
        WAITING("Waiting"),
        /// Ringfence may not do this (403): try again slowly, and say so.
        FORBIDDEN("Forbidden"),
        /// The API server or an admission plugin refuses the object (400, 422): try again slowly, and say so.
        REJECTED("Rejected"),
        /// The API server did not answer, or answered 429 or 5xx: try again soon.
        UNREACHABLE("Unreachable"),
        /// The brake held a destructive action back: too many at once, or not everything is seen. Nothing was sent.
        HELD("Held"),
        /// This replica does not lead: nothing was sent.
        NOT_LEADING("NotLeading");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        /// The result as users see it, such as `Succeeded`.
        public String text() {
            return text;
        }
    }
}
