package dev.ringfence.prometheus;

import dev.ringfence.controlplane.Programs;
import java.nio.file.Path;

/// A program of Debian's package `prometheus`.
final class DebianTool {

    private DebianTool() {}

    /// Where the program is.
    ///
    /// @throws IllegalStateException where there is none; the message says how to get it
    static Path named(String program) {
        return Programs.onPath(program).orElseThrow(() -> new IllegalStateException(program
                + " must be on the PATH, but is not: make packages installs it, and so does"
                + " apt-get install prometheus"));
    }
}
