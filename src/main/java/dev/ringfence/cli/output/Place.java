package dev.ringfence.cli.output;

/// A place in a file.
///
/// @param line counted from 1; 0 for the file as a whole
public record Place(String file, int line) {
    /// What is not from a file.
    public static final Place UNKNOWN = new Place("cluster", 0);

    /// `file:line`.
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
