package dev.ringfence.model.language;

import java.util.List;

/// A regular expression, however it was written.
sealed interface Expression {
    Expression EMPTY = new Sequence(List.of());
    /// The largest upper bound of a repetition, for one that has none.
    int UNBOUNDED = -1;

    /// One code point of a set.
    record One(CodePoints points) implements Expression {}

    /// A place at which a condition holds.
    record Place(Assertion assertion) implements Expression {}

    /// One after the other.
    record Sequence(List<Expression> parts) implements Expression {}

    /// One of several; nothing at all if there are none.
    record Choice(List<Expression> alternatives) implements Expression {}

    /// As often as allowed.
    ///
    /// @param most [#UNBOUNDED] if there is no limit
    record Repetition(Expression part, int least, int most) implements Expression {}

    /// A text of a language that is known already.
    record Known(Automaton automaton) implements Expression {}

    static Expression text(String text) {
        return new Sequence(
                text.codePoints().<Expression>mapToObj(point -> new One(CodePoints.of(point))).toList());
    }

    static Expression any(CodePoints points) {
        return new Repetition(new One(points), 0, UNBOUNDED);
    }

    static Expression some(CodePoints points) {
        return new Repetition(new One(points), 1, UNBOUNDED);
    }
}
