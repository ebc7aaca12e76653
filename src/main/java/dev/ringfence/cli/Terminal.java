package dev.ringfence.cli;

import dev.ringfence.cli.output.Ink;
import java.io.Console;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// What a command reads from and prints to besides files.
///
/// @param input standard input
/// @param ink how text may stand out on standard output
record Terminal(InputStream input, Ink ink) {
    /// No input, and an output that is not looked at.
    static final Terminal NONE = new Terminal(InputStream.nullInputStream(), Ink.PLAIN);

    /// That of this process, where `NO_COLOR` (https://no-color.org) and dumb terminals get no colours.
    static Terminal ofProcess(Map<String, String> environment) {
        // Since Java 25 there is no console at all where there is no terminal.
        var coloured = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Terminal(System.in, coloured ? Ink.COLOURED : Ink.PLAIN);
    }

    /// How text may stand out, where the user may have asked for no colours.
    Ink ink(boolean refused) {
        return refused ? Ink.PLAIN : ink;
    }
}
