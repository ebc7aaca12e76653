package dev.ringfence.model.language;

import java.util.Optional;
import java.util.OptionalInt;

/// A sign that says how often the expression before it is repeated.
///
/// @param most [Expression#UNBOUNDED] if there is no limit
/// @param counted whether the numbers were written out
record Re2Repetition(int least, int most, boolean counted) {
    /// The most that may be counted, repetitions of repetitions multiplied.
    private static final int LIMIT = 1_000;
    /// RE2 reads a longer number as ordinary characters.
    private static final int LONGEST_NUMBER = 9;

    /// Reads a sign if one follows; the lazy forms match the same texts as the others.
    static Optional<Re2Repetition> read(Cursor cursor) {
        var read = switch (cursor.peek()) {
            case '*' -> simple(cursor, 0, Expression.UNBOUNDED);
            case '+' -> simple(cursor, 1, Expression.UNBOUNDED);
            case '?' -> simple(cursor, 0, 1);
            case '{' -> readCounted(cursor);
            default -> Optional.<Re2Repetition>empty();
        };
        if (read.isPresent()) {
            cursor.skip("?");
        }
        return read;
    }

    private static Optional<Re2Repetition> simple(Cursor cursor, int least, int most) {
        cursor.read();
        return Optional.of(new Re2Repetition(least, most, false));
    }

    /// Reads `{2}`, `{2,}` or `{2,4}`; anything else after the brace is ordinary text.
    private static Optional<Re2Repetition> readCounted(Cursor cursor) {
        var start = cursor.position();
        cursor.skip("{");
        var least = readNumber(cursor);
        if (least.isPresent()) {
            if (cursor.skip("}")) {
                return Optional.of(new Re2Repetition(least.getAsInt(), least.getAsInt(), true));
            }
            if (cursor.skip(",}")) {
                return Optional.of(new Re2Repetition(least.getAsInt(), Expression.UNBOUNDED, true));
            }
            var most = cursor.skip(",") ? readNumber(cursor) : OptionalInt.empty();
            if (most.isPresent() && cursor.skip("}")) {
                return Optional.of(new Re2Repetition(least.getAsInt(), most.getAsInt(), true));
            }
        }
        cursor.returnTo(start);
        return Optional.empty();
    }

    private static OptionalInt readNumber(Cursor cursor) {
        var start = cursor.position();
        var value = 0;
        while (cursor.peek() >= '0' && cursor.peek() <= '9') {
            if (cursor.position() - start == LONGEST_NUMBER) {
                return OptionalInt.empty();
            }
            value = 10 * value + cursor.read() - '0';
        }
        var length = cursor.position() - start;
        return length == 0 || (length > 1 && value < Math.pow(10, length - 1.0))
                ? OptionalInt.empty()
                : OptionalInt.of(value);
    }

    /// The repetition of an expression.
    ///
    /// @param text how the repetition was written
    Expression of(Expression part, String text) {
        if (counted && (least > LIMIT || most > LIMIT)) {
            throw PatternException.invalid("more than " + LIMIT + " repetitions: " + text);
        }
        if (counted && most != Expression.UNBOUNDED && most < least) {
            throw PatternException.invalid("repetition from more to less: " + text);
        }
        var repetition = new Expression.Repetition(part, least, most);
        if (counted && (least > 1 || most > 1) && copies(repetition) > LIMIT) {
            throw PatternException
                    .invalid("repetitions of repetitions come to more than " + LIMIT + ": " + text);
        }
        return repetition;
    }

    /// How often the most repeated part of an expression is written out.
    private static long copies(Expression expression) {
        return switch (expression) {
            case Expression.Sequence(var parts) ->
                parts.stream().mapToLong(Re2Repetition::copies).max().orElse(1);
            case Expression.Choice(var parts) ->
                parts.stream().mapToLong(Re2Repetition::copies).max().orElse(1);
            case Expression.Repetition(var part, var least, var most) ->
                copies(part) * Math.max(1, most == Expression.UNBOUNDED ? least : most);
            case Expression.One _,Expression.Place _,Expression.Known _ -> 1;
        };
    }
}
