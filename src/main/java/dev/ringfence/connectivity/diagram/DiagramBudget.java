package dev.ringfence.connectivity.diagram;

/// The work that may still be spent on one diagram.
final class DiagramBudget {
    /// How many arms may be tried for one diagram; the guard against selectors that were made to be expensive.
    static final int LIMIT = 50_000;

    private final int[] spent = {0};

    /// Counts work, and throws [DiagramTooLargeException] once it is more than allowed.
    void spend(int work) {
        spent[0] += work;
        if (spent[0] > LIMIT) {
            throw new DiagramTooLargeException();
        }
    }
}
