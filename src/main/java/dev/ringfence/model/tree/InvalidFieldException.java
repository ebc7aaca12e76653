package dev.ringfence.model.tree;

/// Thrown when a document says something that it may not say.
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public InvalidFieldException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /// The place, the expectation and the finding.
    public Problem problem() {
        return problem;
    }
}
