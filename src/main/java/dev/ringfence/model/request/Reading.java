package dev.ringfence.model.request;

/// What a rule that was written down turned out to permit.
public sealed interface Reading {

    /// The rule permits this.
    record Permitted(Constraint constraint) implements Reading {}

    /// Those who would have to apply the rule refuse it.
    ///
    /// @param reason such as `path: missing )`
    record Refused(String reason) implements Reading {}
}
