package dev.ringfence.model.language;

/// The work that may still be spent on a calculation with languages; several operations may draw on the same.
public final class Effort {
    /// What a single operation may cost unless the caller says otherwise; reached after some tenths of a second.
    static final int USUAL = 1_000_000;
    /// The most states that an automaton may have, minimal or not yet.
    static final int STATES = 50_000;

    /// What making one language of many may cost.
    static final int MANY = 8 * USUAL;

    private final int limit;
    private final int[] spent = {0};

    /// @param limit in steps, each of which is a handful of machine instructions
    public Effort(int limit) {
        this.limit = limit;
    }

    static Effort usual() {
        return new Effort(USUAL);
    }

    /// Counts work, and throws [LanguageTooLargeException] once it is more than allowed.
    public void spend(int work) {
        spent[0] += work;
        if (spent[0] > limit) {
            throw new LanguageTooLargeException("takes more than " + limit + " steps");
        }
    }

    /// Throws [LanguageTooLargeException] if an automaton of so many states is too large.
    static void checkStates(int states) {
        if (states > STATES) {
            throw new LanguageTooLargeException("has more than " + STATES + " states");
        }
    }
}
