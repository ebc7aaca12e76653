package dev.ringfence.model.language;

import java.util.Optional;
import java.util.function.Supplier;

/// Thrown when a language would cost more work or space than it may; whoever asked must do with less exact means.
public final class LanguageTooLargeException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LanguageTooLargeException(String message) {
        super("an automaton that decides this " + message);
    }

    /// The result of a calculation with languages, or nothing where they are too large for it.
    public static <T> Optional<T> guard(Supplier<T> calculation) {
        try {
            return Optional.of(calculation.get());
        } catch (LanguageTooLargeException _) {
            return Optional.empty();
        }
    }
}
