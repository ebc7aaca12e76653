package dev.ringfence.connectivity.diagram;

/// Thrown when a diagram would cost more work than it may; whoever asked must do with less exact means.
public final class DiagramTooLargeException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public DiagramTooLargeException() {
        super("a decision diagram may try at most " + DiagramBudget.LIMIT + " arms");
    }
}
