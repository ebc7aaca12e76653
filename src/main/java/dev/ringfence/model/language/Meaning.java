package dev.ringfence.model.language;

/// What a pattern turned out to say.
public sealed interface Meaning {

    /// Exactly this language.
    record Exact(Language language) implements Meaning {}

    /// The pattern may be right, but what it says cannot be told here.
    ///
    /// @param reason such as `an automaton that decides this has more than 50000 states`
    record Undecided(String reason) implements Meaning {}

    /// The pattern is refused by those who would have to apply it.
    ///
    /// @param reason such as `missing )`
    record Invalid(String reason) implements Meaning {}
}
