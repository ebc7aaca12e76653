package dev.ringfence.demo;

import java.io.Console;
import java.util.Optional;

/// Colours of a terminal, or none.
///
/// @param coloured whether the reader's terminal understands them
record Ink(boolean coloured) {
    private static final String RESET = "\u001b[0m";

    /// Colours where standard output is a terminal and `NO_COLOR` is not set.
    static Ink ofProcess() {
        var noColour = System.getenv().getOrDefault("NO_COLOR", "");
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return new Ink(terminal.isPresent() && noColour.isEmpty());
    }

    String bold(String text) {
        return with("\u001b[1m", text);
    }

    String green(String text) {
        return with("\u001b[32m", text);
    }

    String red(String text) {
        return with("\u001b[31m", text);
    }

    private String with(String code, String text) {
        return coloured ? code + text + RESET : text;
    }
}
