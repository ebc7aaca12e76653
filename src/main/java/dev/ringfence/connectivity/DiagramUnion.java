package dev.ringfence.connectivity;

import dev.ringfence.connectivity.Diagram.Arm;
import dev.ringfence.connectivity.Diagram.Leaf;
import dev.ringfence.connectivity.Diagram.Term;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.ValueSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/// Makes the diagram of a list of boxes with values: at each point the values of all boxes that contain it, joined.
///
/// The dimensions are asked in order; what matters after each answer is only which boxes are still in play, so the work is
/// shared between all ways that leave the same boxes.
final class DiagramUnion<T> {
    /// How many arms may be tried for one diagram; the guard against selectors that were made to be expensive.
    static final int WORK_LIMIT = 200_000;

    private final List<Term<T>> terms;
    private final T nothing;
    private final BinaryOperator<T> join;
    private final List<Question> questions;
    private final Map<State, Diagram<T>> known = new HashMap<>();
    private final DiagramBudget budget = new DiagramBudget(WORK_LIMIT);

    /// One dimension: which boxes it constrains, and which of them remain in play for which values.
    private record Question(Dimension dimension, BitSet constrained, Map<BitSet, ValueSet> answers) {}

    private record State(int question, BitSet inPlay) {}

    private DiagramUnion(List<Term<T>> terms, T nothing, BinaryOperator<T> join) {
        this.terms = terms;
        this.nothing = nothing;
        this.join = join;
        var dimensions = new TreeSet<Dimension>();
        terms.forEach(term -> dimensions.addAll(term.box().sides().keySet()));
        this.questions = dimensions.stream().map(this::question).toList();
    }

    /// The diagram of `terms`; nothing where it would be too large.
    ///
    /// @param nothing the value where no box is, neutral for `join`
    /// @param join associative, commutative and idempotent
    static <T> Optional<Diagram<T>> of(List<Term<T>> terms, T nothing, BinaryOperator<T> join) {
        var union = new DiagramUnion<>(terms, nothing, join);
        var all = new BitSet();
        all.set(0, terms.size());
        try {
            return Optional.of(union.from(0, all));
        } catch (DiagramTooLargeException _) {
            return Optional.empty();
        }
    }

    private Question question(Dimension dimension) {
        var constrained = new BitSet();
        var mentioned = new TreeSet<String>();
        for (var i = 0; i < terms.size(); i++) {
            var side = terms.get(i).box().side(dimension);
            if (!side.isAll()) {
                constrained.set(i);
                mentioned.addAll(side.values());
            }
        }
        var listed = new LinkedHashMap<BitSet, List<String>>();
        mentioned.forEach(value -> listed
                .computeIfAbsent(termsWith(dimension, side -> side.contains(value)), _ -> new ArrayList<>())
                .add(value));
        var answers = new LinkedHashMap<BitSet, ValueSet>();
        listed.forEach((inside, values) -> answers.put(inside, ValueSet.of(values)));
        answers.merge(termsWith(dimension, ValueSet::absent), ValueSet.ABSENT, ValueSet::union);
        answers.merge(termsWith(dimension, ValueSet::others),
                new ValueSet(false, true, List.copyOf(mentioned)),
                ValueSet::union);
        return new Question(dimension, constrained, answers);
    }

    /// The boxes whose side in a dimension is as wanted.
    private BitSet termsWith(Dimension dimension, Predicate<ValueSet> wanted) {
        var inside = new BitSet();
        for (var i = 0; i < terms.size(); i++) {
            inside.set(i, wanted.test(terms.get(i).box().side(dimension)));
        }
        return inside;
    }

    private Diagram<T> from(int first, BitSet inPlay) {
        var at = first;
        while (at < questions.size() && !questions.get(at).constrained().intersects(inPlay)) {
            at++;
        }
        if (at == questions.size()) {
            return new Leaf<>(joined(inPlay));
        }
        var state = new State(at, inPlay);
        var before = known.get(state);
        if (before != null) {
            return before;
        }
        var diagram = ask(questions.get(at), at + 1, inPlay);
        known.put(state, diagram);
        return diagram;
    }

    private Diagram<T> ask(Question question, int next, BitSet inPlay) {
        budget.spend(question.answers().size());
        var remaining = new LinkedHashMap<BitSet, ValueSet>();
        question.answers().forEach((inside, values) -> {
            var left = (BitSet) inPlay.clone();
            left.and(inside);
            remaining.merge(left, values, ValueSet::union);
        });
        var parts = new ArrayList<Arm<T>>(remaining.size());
        remaining.forEach((left, values) -> parts.add(new Arm<>(values, from(next, left))));
        return Diagram.branch(question.dimension(), parts);
    }

    private T joined(BitSet inPlay) {
        return inPlay.stream().mapToObj(i -> terms.get(i).value()).reduce(nothing, join);
    }
}
