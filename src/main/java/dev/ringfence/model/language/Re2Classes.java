package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The sets of code points that RE2 expressions name, such as `[a-z]`, `\d` and `[[:alpha:]]`.
final class Re2Classes {
    private static final CodePoints DIGITS = CodePoints.of('0', '9');
    private static final CodePoints LETTERS = CodePoints.of('A', 'Z', 'a', 'z');
    private static final CodePoints GRAPHIC = CodePoints.of('!', '~');
    private static final CodePoints ALPHANUMERIC = LETTERS.union(DIGITS);
    private static final Map<String, CodePoints> POSIX = Map.ofEntries(
            Map.entry("alnum", ALPHANUMERIC),
            Map.entry("alpha", LETTERS),
            Map.entry("ascii", CodePoints.of(0, 0x7F)),
            Map.entry("blank", CodePoints.in("\t ")),
            Map.entry("cntrl", CodePoints.of(0, 0x1F, 0x7F, 0x7F)),
            Map.entry("digit", DIGITS),
            Map.entry("graph", GRAPHIC),
            Map.entry("lower", CodePoints.of('a', 'z')),
            Map.entry("print", CodePoints.of(' ', '~')),
            Map.entry("punct", GRAPHIC.minus(ALPHANUMERIC)),
            Map.entry("space", CodePoints.in("\t\n\u000B\f\r ")),
            Map.entry("upper", CodePoints.of('A', 'Z')),
            Map.entry("word", Assertion.Side.WORDS),
            Map.entry("xdigit", CodePoints.of('0', '9', 'A', 'F', 'a', 'f')));
    private static final Map<String, CodePoints> PERL = Map.of("d", DIGITS, "s", CodePoints.in("\t\n\f\r "),
            "w",
            Assertion.Side.WORDS);

    private Re2Classes() {}

    /// Reads `\d`, `\PL`, `\p{Lu}` and the like if one of them follows.
    static Optional<CodePoints> readNamed(Cursor cursor, Re2Flags flags) {
        if (cursor.follows("\\p") || cursor.follows("\\P")) {
            return Optional.of(readUnicode(cursor, flags));
        }
        for (var entry : PERL.entrySet()) {
            if (cursor.skip("\\" + entry.getKey())) {
                return Optional.of(flags.fold(entry.getValue()));
            }
            if (cursor.skip("\\" + entry.getKey().toUpperCase(Locale.ROOT))) {
                return Optional.of(flags.fold(entry.getValue()).complement());
            }
        }
        return Optional.empty();
    }

    /// Reads a set in brackets.
    static CodePoints readBracketed(Cursor cursor, Re2Flags flags, Effort effort) {
        cursor.skip("[");
        var negated = cursor.skip("^");
        var parts = new ArrayList<CodePoints>();
        var isFirst = true;
        while (isFirst || cursor.peek() != ']') {
            isFirst = false;
            var part = readPart(cursor, flags);
            effort.spend(part.intervals());
            parts.add(part);
        }
        cursor.skip("]");
        var points = CodePoints.anyOf(parts);
        return negated ? points.complement() : points;
    }

    private static CodePoints readPart(Cursor cursor, Re2Flags flags) {
        return readPosix(cursor, flags).or(() -> readNamed(cursor, flags)).orElseGet(() -> {
            var start = cursor.position();
            var first = readPoint(cursor);
            var last = first;
            if (cursor.follows("-") && !cursor.follows("-]")) {
                cursor.skip("-");
                last = readPoint(cursor);
            }
            if (last < first) {
                throw PatternException.invalid("range from higher to lower: " + cursor.since(start));
            }
            return flags.fold(CodePoints.of(first, last));
        });
    }

    private static int readPoint(Cursor cursor) {
        if (cursor.isAtEnd()) {
            throw PatternException.invalid("missing ]");
        }
        return cursor.peek() == '\\' ? Re2Escapes.readPoint(cursor) : cursor.read();
    }

    private static Optional<CodePoints> readPosix(Cursor cursor, Re2Flags flags) {
        var start = cursor.position();
        if (!cursor.skip("[:") || !cursor.has(":]")) {
            cursor.returnTo(start);
            return Optional.empty();
        }
        var negated = cursor.skip("^");
        var points = POSIX.get(cursor.readUntil(":]"));
        if (points == null) {
            throw PatternException.invalid("no such class: " + cursor.since(start));
        }
        var folded = flags.fold(points);
        return Optional.of(negated ? folded.complement() : folded);
    }

    private static CodePoints readUnicode(Cursor cursor, Re2Flags flags) {
        var start = cursor.position();
        var negated = cursor.skip("\\P");
        cursor.skip("\\p");
        var braced = cursor.skip("{");
        if (cursor.isAtEnd()) {
            throw PatternException.invalid("no class after " + cursor.since(start));
        }
        var name = braced ? cursor.readUntil("}") : Character.toString(cursor.read());
        if (name.startsWith("^")) {
            negated = !negated;
            name = name.substring(1);
        }
        var points = flags.fold(UnicodeCategories.named(name, cursor.since(start)));
        return negated ? points.complement() : points;
    }
}
