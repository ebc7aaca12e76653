package dev.ringfence.model.tree;

/// One thing that is wrong with a document: where, what was expected there, and what was found.
///
/// @param path the place, such as `spec.policies[0].spec.ingress[1].ports[0].port`; empty for the document itself
/// @param expected what would have been right, as a noun phrase
/// @param found what stood there, already shortened and escaped
public record Problem(String path, String expected, String found) {

    /// The problem as one line, fit for a terminal, a log and a status condition.
    @Override
    public String toString() {
        return (path.isEmpty() ? "document" : path) + ": expected " + expected + ", found " + found;
    }
}
