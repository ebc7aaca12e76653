package dev.ringfence.connectivity;

/// Thrown when a diagram would cost more work than it may; whoever asked must do with less exact means.
final class DiagramTooLargeException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DiagramTooLargeException(int limit) {
        super("a decision diagram may try at most " + limit + " arms");
    }
}
