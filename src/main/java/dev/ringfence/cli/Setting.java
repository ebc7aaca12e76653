package dev.ringfence.cli;

import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.enforcer.Enforcer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The value of one option, and where it was said: on the command line, or else in the environment.
///
/// Every reading method throws [InvalidFieldException], which names that place, when the value is not as it should be.
///
/// @param place the option or the environment variable, for messages
/// @param value what was said; absent where nothing was
record Setting(String place, Optional<String> value) {
    private static final Pattern SHORT_PERIOD = Pattern.compile("(\\d{1,9})(s|m|h)");
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);
    private static final int HIGHEST_PORT = 65_535;
    /// An enforcer that is to be found out.
    static final String AUTO = "auto";
    private static final int FOUND_LIMIT = 100;

    /// The setting of `option`, such as `--lease-namespace`, whose variable is then `RINGFENCE_LEASE_NAMESPACE`.
    ///
    /// An empty variable counts as unset, because manifests cannot always leave one out.
    static Setting of(String option, @Nullable String argument, Map<String, String> environment) {
        if (argument != null) {
            return new Setting(option, Optional.of(argument));
        }
        var variable = variableOf(option);
        return new Setting(variable,
                Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty()));
    }

    /// The environment variable that stands for `option`.
    static String variableOf(String option) {
        return "RINGFENCE_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    Optional<String> name() {
        value.filter(String::isBlank).ifPresent(blank -> {
            throw invalid("a name", blank);
        });
        return value;
    }

    Optional<Path> readableFile() {
        return value.map(text -> existing(text, "a file that can be read", false));
    }

    Optional<Path> readableFileOrDirectory() {
        return value.map(text -> existing(text, "a file or directory that can be read", true));
    }

    int port(int defaultPort) {
        return value.map(text -> {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
                throw invalid("a port from 0 to " + HIGHEST_PORT, text);
            }
            return Integer.parseInt(text);
        }).orElse(defaultPort);
    }

    boolean flag(boolean defaultFlag) {
        return value.map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("true or false", text);
        }).orElse(defaultFlag);
    }

    LogFormat logFormat() {
        return value.map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default -> throw invalid("text or json", text);
        }).orElse(LogFormat.TEXT);
    }

    /// `auto`, or what names an enforcer.
    String enforcer() {
        return value.map(text -> {
            if (!text.equals(AUTO) && Enforcer.named(text).isEmpty()) {
                throw invalid("one of " + AUTO + ", " + String.join(", ", Enforcer.names()), text);
            }
            return text;
        }).orElse(AUTO);
    }

    Duration period(Duration defaultPeriod) {
        return value.map(text -> {
            var period = parsePeriod(text);
            if (period.isEmpty() || period.get().compareTo(SHORTEST_PERIOD) < 0
                    || period.get().compareTo(LONGEST_PERIOD) > 0) {
                throw invalid("a period from 1s to 24h, such as 30s, 5m, 1h or PT5M", text);
            }
            return period.get();
        }).orElse(defaultPeriod);
    }

    private static Optional<Duration> parsePeriod(String text) {
        var matcher = SHORT_PERIOD.matcher(text);
        try {
            return Optional.of(Duration.parse(matcher.matches() ? "PT" + text : text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Path existing(String text, String expected, boolean directoryAllowed) {
        try {
            var path = Path.of(text);
            if (!text.isEmpty() && Files.isReadable(path) && (directoryAllowed || !Files.isDirectory(path))) {
                return path;
            }
        } catch (InvalidPathException _) {
            // Reported below like any other path at which there is nothing.
        }
        throw invalid(expected, text);
    }

    private InvalidFieldException invalid(String expected, String found) {
        return new InvalidFieldException(
                new Problem(place, expected, "\"" + OneLine.of(found, FOUND_LIMIT) + "\""));
    }
}
