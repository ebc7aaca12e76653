package dev.ringfence.model.language;

import java.util.Optional;

/// What a backslash means in RE2, apart from sets of code points.
final class Re2Escapes {
    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;
    private static final int OCTAL_DIGITS = 3;

    private Re2Escapes() {}

    /// Reads `\A`, `\z`, `\b` or `\B` if one of them follows.
    static Optional<Assertion> readCondition(Cursor cursor) {
        if (cursor.skip("\\A")) {
            return Optional.of(Assertion.TEXT_START);
        }
        if (cursor.skip("\\z")) {
            return Optional.of(Assertion.TEXT_END);
        }
        if (cursor.skip("\\b")) {
            return Optional.of(Assertion.WORD_BOUNDARY);
        }
        return cursor.skip("\\B") ? Optional.of(Assertion.NO_WORD_BOUNDARY) : Optional.empty();
    }

    /// Reads an escaped code point.
    static int readPoint(Cursor cursor) {
        var start = cursor.position();
        cursor.read();
        var point = cursor.read();
        return switch (point) {
            case Cursor.END -> throw PatternException.invalid("nothing after the last \\");
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            case 'x' -> readHexadecimal(cursor, start);
            case 'C' -> throw PatternException.undecided("\\C matches single bytes");
            case '0' -> readOctal(cursor, 0);
            case '1', '2', '3', '4', '5', '6', '7' -> {
                if (!isOctal(cursor.peek())) {
                    throw PatternException.invalid("RE2 has no back references: " + cursor.since(start));
                }
                yield readOctal(cursor, point - '0');
            }
            default -> {
                if (point > 0x7F || Character.isLetterOrDigit(point)) {
                    throw PatternException.invalid("not an escape that RE2 knows: " + cursor.since(start));
                }
                yield point;
            }
        };
    }

    private static boolean isOctal(int point) {
        return point >= '0' && point < '0' + OCTAL;
    }

    private static int readOctal(Cursor cursor, int first) {
        var value = first;
        for (var i = 1; i < OCTAL_DIGITS && isOctal(cursor.peek()); i++) {
            value = OCTAL * value + cursor.read() - '0';
        }
        return value;
    }

    private static int readHexadecimal(Cursor cursor, int start) {
        var braced = cursor.skip("{");
        var value = 0;
        var digits = 0;
        while (digit(cursor.peek()) >= 0 && (braced || digits < 2)) {
            value = HEXADECIMAL * value + digit(cursor.read());
            digits++;
            if (value > CodePoints.LAST) {
                throw PatternException.invalid("no such character: " + cursor.since(start));
            }
        }
        if (braced ? digits == 0 || !cursor.skip("}") : digits < 2) {
            throw PatternException.invalid("not a hexadecimal number: " + cursor.since(start));
        }
        return value;
    }

    private static int digit(int point) {
        return point > 0x7F || point < 0 ? -1 : Character.digit(point, HEXADECIMAL);
    }
}
