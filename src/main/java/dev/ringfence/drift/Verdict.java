package dev.ringfence.drift;

/// In which sense what is live differs from what was approved.
public enum Verdict {
    /// Something is allowed now that the baseline does not allow.
    LOOSENED("Loosened"),
    /// Something is refused now that the baseline allows.
    TIGHTENED("Tightened"),
    /// Both.
    MIXED("Mixed"),
    /// It cannot be decided whether there is a difference, or which.
    INDETERMINATE("Indeterminate");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /// The verdict as users see it, such as `Loosened`.
    public String text() {
        return text;
    }

    /// Whether something is allowed that should not be.
    public boolean loosens() {
        return this == LOOSENED || this == MIXED;
    }
}
