package dev.ringfence.connectivity;

/// The work that may still be spent on one diagram.
final class DiagramBudget {
    private final int limit;
    private final int[] spent = {0};

    DiagramBudget(int limit) {
        this.limit = limit;
    }

    /// Counts work, and throws [DiagramTooLargeException] once it is more than allowed.
    void spend(int work) {
        spent[0] += work;
        if (spent[0] > limit) {
            throw new DiagramTooLargeException(limit);
        }
    }
}
