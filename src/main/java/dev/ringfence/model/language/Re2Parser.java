package dev.ringfence.model.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads one RE2 expression.
final class Re2Parser {
    private static final int DEEPEST = 200;
    private static final CodePoints NO_NEWLINE = CodePoints.of('\n').complement();

    private final Cursor cursor;
    private final Effort effort;
    private final ArrayList<Group> open = new ArrayList<>(List.of(new Group(Re2Flags.USUAL)));
    private final Set<String> names = new HashSet<>();

    /// A group whose end has not been read yet; the outermost is the whole expression.
    private static final class Group {
        final ArrayList<Expression> alternatives = new ArrayList<>();
        final ArrayList<Expression> items = new ArrayList<>();
        final Re2Flags[] flags;

        Group(Re2Flags flags) {
            this.flags = new Re2Flags[]{flags};
        }

        void endAlternative() {
            alternatives.add(new Expression.Sequence(List.copyOf(items)));
            items.clear();
        }
    }

    Re2Parser(String expression, Effort effort) {
        this.cursor = new Cursor(expression);
        this.effort = effort;
    }

    Expression parse() {
        var afterRepetition = false;
        while (!cursor.isAtEnd()) {
            effort.spend(1);
            var start = cursor.position();
            var repetition = Re2Repetition.read(cursor);
            if (repetition.isPresent()) {
                if (afterRepetition) {
                    throw PatternException.invalid(
                            "repetition of a repetition without a group: " + cursor.since(start));
                }
                repeat(repetition.get(), cursor.since(start));
            } else {
                item();
            }
            afterRepetition = repetition.isPresent();
        }
        if (open.size() > 1) {
            throw PatternException.invalid("missing )");
        }
        return close();
    }

    private Group group() {
        return open.getLast();
    }

    private Re2Flags flags() {
        return group().flags[0];
    }

    private void item() {
        switch (cursor.peek()) {
            case '(' -> openGroup();
            case '|' -> {
                cursor.read();
                group().endAlternative();
            }
            case ')' -> {
                cursor.read();
                if (open.size() == 1) {
                    throw PatternException.invalid("unexpected )");
                }
                var closed = close();
                open.removeLast();
                add(closed);
            }
            case '^' -> condition(flags().lines() ? Assertion.LINE_START : Assertion.TEXT_START);
            case '$' -> condition(flags().lines() ? Assertion.LINE_END : Assertion.TEXT_END);
            case '.' -> {
                cursor.read();
                add(new Expression.One(flags().dotAll() ? CodePoints.ALL : NO_NEWLINE));
            }
            case '[' -> add(new Expression.One(Re2Classes.readBracketed(cursor, flags(), effort)));
            case '\\' -> escape();
            default -> literal(cursor.read());
        }
    }

    private void add(Expression item) {
        group().items.add(item);
    }

    private void literal(int point) {
        add(new Expression.One(flags().fold(CodePoints.of(point))));
    }

    private void condition(Assertion assertion) {
        cursor.read();
        add(new Expression.Place(assertion));
    }

    private Expression close() {
        group().endAlternative();
        var alternatives = group().alternatives;
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : new Expression.Choice(List.copyOf(alternatives));
    }

    private void openGroup() {
        if (!cursor.follows("(?")) {
            cursor.read();
            push(flags());
            return;
        }
        if (cursor.follows("(?P<")
                || (cursor.follows("(?<") && !cursor.follows("(?<=") && !cursor.follows("(?<!"))) {
            cursor.readUntil("<");
            var name = cursor.readUntil(">");
            if (name.isEmpty() || !name.codePoints().allMatch(Assertion.Side.WORDS::contains)
                    || !names.add(name)) {
                throw PatternException.invalid("the name of a group is not a word or not unique");
            }
            push(flags());
            return;
        }
        flagGroup();
    }

    /// Reads `(?i)`, `(?i:`, `(?:` and the like.
    private void flagGroup() {
        var start = cursor.position();
        cursor.skip("(?");
        var flags = flags();
        var on = true;
        var afterMinus = false;
        while (true) {
            var next = cursor.read();
            if ((next == ':' || next == ')') && !afterMinus) {
                if (next == ':') {
                    push(flags);
                } else {
                    group().flags[0] = flags;
                }
                return;
            }
            if (next == Cursor.END || next == ':' || next == ')' || (next == '-' && !on)) {
                throw PatternException.invalid("not a group that RE2 knows: " + cursor.since(start));
            }
            afterMinus = next == '-';
            on &= !afterMinus;
            if (!afterMinus) {
                if ("imsU".indexOf(next) < 0) {
                    throw PatternException.invalid("not a group that RE2 knows: " + cursor.since(start));
                }
                flags = flags.with(next, on);
            }
        }
    }

    private void push(Re2Flags flags) {
        if (open.size() > DEEPEST) {
            throw tooDeep();
        }
        open.add(new Group(flags));
    }

    private static PatternException tooDeep() {
        return PatternException.undecided("nested more than " + DEEPEST + " deep");
    }

    private void escape() {
        if (cursor.skip("\\Q")) {
            while (!cursor.isAtEnd() && !cursor.skip("\\E")) {
                literal(cursor.read());
            }
            return;
        }
        var condition = Re2Escapes.readCondition(cursor);
        if (condition.isPresent()) {
            add(new Expression.Place(condition.get()));
            return;
        }
        var named = Re2Classes.readNamed(cursor, flags());
        if (named.isPresent()) {
            add(new Expression.One(named.get()));
        } else {
            literal(Re2Escapes.readPoint(cursor));
        }
    }

    private void repeat(Re2Repetition repetition, String text) {
        if (group().items.isEmpty()) {
            throw PatternException.invalid("nothing to repeat before " + text);
        }
        var repeated = group().items.removeLast();
        var depth = 0;
        for (var part = repeated; part instanceof Expression.Repetition(var inner, _, _); part = inner) {
            depth++;
        }
        if (depth > DEEPEST) {
            throw tooDeep();
        }
        add(repetition.of(repeated, text));
    }
}
