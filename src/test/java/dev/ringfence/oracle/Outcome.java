package dev.ringfence.oracle;

/// What a rule, or a tier, does with one packet.
enum Outcome {
    ALLOW, DENY,
    /// The rest of the tier is skipped.
    PASS,
    /// Nothing speaks of it.
    NONE
}
