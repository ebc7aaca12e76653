package dev.ringfence.bench;

import java.util.List;
import java.util.Locale;

/// One line of the table.
///
/// @param ratio how much larger the measured value is than the reference's; empty where there is no reference
/// @param goal what is to be reached; empty where nothing was set
/// @param reference the value of what it is compared with, measured in the same run; empty where there is none
record Result(String what, String ratio, String goal, String measured, String reference) {
    private static final List<String> HEAD = List.of(
            "| measurement | ratio | goal | Ringfence | reference, same run |", "|---|---|---|---|---|");

    /// A value next to that of a reference, both in `unit`.
    static Result compared(String what, String goal, double measured, double reference, String unit) {
        return new Result(what, number(measured / reference) + " x", goal, number(measured) + " " + unit,
                number(reference) + " " + unit);
    }

    /// A value that has no reference.
    static Result alone(String what, String goal, double measured, String unit) {
        return new Result(what, "", goal, number(measured) + " " + unit, "");
    }

    /// Three significant digits.
    static String number(double value) {
        var digits = value == 0 ? 0 : 2 - (int) Math.floor(Math.log10(Math.abs(value)));
        return String.format(Locale.ROOT, "%." + Math.clamp(digits, 0, 3) + "f", value);
    }

    /// A Markdown table.
    static String table(List<Result> results) {
        var lines = new StringBuilder();
        HEAD.forEach(line -> lines.append(line).append('\n'));
        for (var result : results) {
            lines.append("| ").append(String.join(" | ", result.what, result.ratio, result.goal,
                    result.measured, result.reference)).append(" |\n");
        }
        return lines.toString();
    }
}
