package dev.ringfence.model.language;

/// Thrown where a pattern cannot be read on; never leaves the package.
final class PatternException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean invalid;

    private PatternException(boolean invalid, String reason) {
        super(reason);
        this.invalid = invalid;
    }

    static PatternException invalid(String reason) {
        return new PatternException(true, reason);
    }

    static PatternException undecided(String reason) {
        return new PatternException(false, reason);
    }

    Meaning meaning() {
        var reason = String.valueOf(getMessage());
        return invalid ? new Meaning.Invalid(reason) : new Meaning.Undecided(reason);
    }
}
