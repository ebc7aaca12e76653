package dev.ringfence.model;

/// Text that somebody else chose, made fit for one line of a log, a label, a page or a terminal.
///
/// Whoever may create an object in the cluster chooses its texts: line ends and terminal controls in them could forge log
/// lines, invisible characters could disguise names, and nothing bounds their length.
public final class OneLine {
    private static final String CUT = "...";

    private OneLine() {}

    /// The text with every invisible character escaped as in Java source, cut to at most `limit` characters.
    ///
    /// @param limit at least 16
    public static String of(String text, int limit) {
        var line = new StringBuilder();
        var fits = 0;
        for (var at = 0; at < text.length() && line.length() <= limit;) {
            var point = text.codePointAt(at);
            append(line, point);
            at += Character.charCount(point);
            if (line.length() <= limit - CUT.length()) {
                fits = line.length();
            }
        }
        return line.length() <= limit ? line.toString() : line.substring(0, fits) + CUT;
    }

    private static void append(StringBuilder line, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                line.append("\\u%04x".formatted(point));
            default -> line.appendCodePoint(point);
        }
    }
}
