package dev.ringfence.manifests;

import dev.ringfence.model.tree.Problem;

/// Thrown when a manifest file cannot be read, or says something that it may not say.
///
/// The message is one line, such as `ai.yaml:14 spec.mode: expected one of Observe, Repair, found "repair"`.
public final class ManifestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final transient Problem problem;

    /// @param line counted from 1; 0 for the file as a whole
    public ManifestException(String file, int line, Problem problem) {
        this(file, line, 0, problem);
    }

    /// @param line counted from 1; 0 for the file as a whole
    /// @param documentNumber counted from 1; 0 where the file has only one document
    public ManifestException(String file, int line, int documentNumber, Problem problem) {
        super(message(file, line, documentNumber, problem));
        this.file = file;
        this.line = line;
        this.problem = problem;
    }

    /// The file, as it was named or found.
    public String file() {
        return file;
    }

    /// The line, counted from 1; 0 for the file as a whole.
    public int line() {
        return line;
    }

    /// The place in the document, what was expected there and what was found.
    public Problem problem() {
        return problem;
    }

    private static String message(String file, int line, int documentNumber, Problem problem) {
        return file + (line > 0 ? ":" + line : "")
                + (documentNumber > 0 ? " (document " + documentNumber + ")" : "")
                + (problem.path().isEmpty() ? "" : " " + problem.path())
                + ": expected " + problem.expected() + ", found " + problem.found();
    }
}
