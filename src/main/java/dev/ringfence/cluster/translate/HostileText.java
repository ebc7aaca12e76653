package dev.ringfence.cluster.translate;

/// Text that anybody with access to the cluster may have chosen, made safe to show.
public final class HostileText {
    private static final String ELLIPSIS = "…";

    private HostileText() {}

    /// `text` on one line, with control and formatting characters spelled out, in at most `limit` characters.
    public static String bounded(String text, int limit) {
        var safe = new StringBuilder();
        for (var index = 0; index < text.length() && safe.length() <= limit;) {
            var point = text.codePointAt(index);
            index += Character.charCount(point);
            if (isPrintable(point)) {
                safe.appendCodePoint(point);
            } else {
                safe.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        }
        if (safe.length() <= limit) {
            return safe.toString();
        }
        var end = limit - ELLIPSIS.length();
        return safe.substring(0, Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    /// Whether a character shows as itself: bidirectional overrides, line separators and lone surrogates do not.
    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
