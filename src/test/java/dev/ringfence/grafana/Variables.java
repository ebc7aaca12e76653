package dev.ringfence.grafana;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values for the variables in a board's texts, as Grafana would put them in.
record Variables(Map<String, String> values) {
    /// `$name`, `${name}` or `${name:format}`; the format only changes how special characters are written.
    private static final Pattern USE = Pattern.compile("\\$(?:(\\w+)|\\{([\\w.]+)(?::\\w+)?})");

    Variables {
        values = Map.copyOf(values);
    }

    /// What `All` stands for in each variable of a board, and the range that Grafana would take.
    static Variables all(Board board, String rateInterval) {
        var values = new TreeMap<String, String>();
        for (var variable : board.variables()) {
            values.put(Board.text(variable, "/name"), Board.text(variable, "/allValue"));
        }
        values.put("__rate_interval", rateInterval);
        return new Variables(values);
    }

    Variables with(String name, String value) {
        var more = new TreeMap<>(values);
        more.put(name, value);
        return new Variables(more);
    }

    /// The text with the values in it.
    ///
    /// @throws IllegalArgumentException if a variable has no value
    String in(String text) {
        return USE.matcher(text).replaceAll(use -> {
            var name = use.group(1) == null ? use.group(2) : use.group(1);
            var value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the board does not declare the variable $" + name);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
