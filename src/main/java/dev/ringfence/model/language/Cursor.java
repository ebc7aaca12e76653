package dev.ringfence.model.language;

import dev.ringfence.model.OneLine;

/// A place in a pattern that is being read, one code point after the other.
final class Cursor {
    static final int END = -1;
    private static final int SHOWN = 40;

    private final int[] points;
    private final int[] at = {0};

    Cursor(String text) {
        this.points = text.codePoints().toArray();
    }

    boolean isAtEnd() {
        return at[0] == points.length;
    }

    /// The next code point, or [#END].
    int peek() {
        return isAtEnd() ? END : points[at[0]];
    }

    /// The next code point, or [#END], and goes on.
    int read() {
        return isAtEnd() ? END : points[at[0]++];
    }

    /// Whether this text follows.
    ///
    /// @param text of plain ASCII
    boolean follows(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (at[0] + i >= points.length || points[at[0] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Reads this text if it follows.
    boolean skip(String text) {
        if (!follows(text)) {
            return false;
        }
        at[0] += text.length();
        return true;
    }

    int position() {
        return at[0];
    }

    void returnTo(int position) {
        at[0] = position;
    }

    /// The text from a position to here, fit to be shown.
    String since(int position) {
        return OneLine.of(new String(points, position, at[0] - position), SHOWN);
    }

    /// Whether this text follows, now or later.
    boolean has(String text) {
        var start = at[0];
        while (!isAtEnd() && !follows(text)) {
            at[0]++;
        }
        var found = !isAtEnd();
        at[0] = start;
        return found;
    }

    /// Reads until just behind this text, which must follow.
    ///
    /// @return what stands before it
    String readUntil(String text) {
        if (!has(text)) {
            throw PatternException.invalid("missing " + text);
        }
        var start = at[0];
        while (!follows(text)) {
            at[0]++;
        }
        var before = new String(points, start, at[0] - start);
        skip(text);
        return before;
    }
}
