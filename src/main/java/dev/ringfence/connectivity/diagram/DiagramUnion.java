package dev.ringfence.connectivity.diagram;

import dev.ringfence.connectivity.explanation.Question;
import dev.ringfence.connectivity.diagram.Diagram.Arm;
import dev.ringfence.connectivity.diagram.Diagram.Leaf;
import dev.ringfence.connectivity.diagram.Diagram.Term;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.ValueSet;
import java.util.ArrayList;
import java.util.Arrays;
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
/// The dimensions are asked in order; what matters after each answer is only which boxes are still open and what is sure
/// already, so the work is shared between all ways that leave the same.
final class DiagramUnion<T> {
    private final List<Term<T>> terms;
    private final BinaryOperator<T> join;
    private final List<Question> questions;
    /// For each box the last question that constrains it; -1 for a box that holds everything.
    private final int[] lastQuestion;
    private final Map<State<T>, Diagram<T>> known = new HashMap<>();
    private final DiagramBudget budget = new DiagramBudget();

    /// One dimension: which boxes it constrains, and which of them remain in play for which values.
    private record Question(Dimension dimension, BitSet constrained, Map<BitSet, ValueSet> answers) {}

    private record State<T>(int question, BitSet pending, T sure) {}

    private DiagramUnion(List<Term<T>> terms, BinaryOperator<T> join) {
        this.terms = terms;
        this.join = join;
        var dimensions = new TreeSet<Dimension>();
        terms.forEach(term -> dimensions.addAll(term.box().dimensions()));
        this.questions = dimensions.stream().map(this::question).toList();
        this.lastQuestion = new int[terms.size()];
        Arrays.fill(lastQuestion, -1);
        for (var i = 0; i < questions.size(); i++) {
            var here = i;
            questions.get(i).constrained().stream().forEach(term -> lastQuestion[term] = here);
        }
    }

    /// The diagram of `terms`; nothing where it would be too large.
    ///
    /// @param nothing the value where no box is, neutral for `join`
    /// @param join associative, commutative and idempotent
    static <T> Optional<Diagram<T>> of(List<Term<T>> terms, T nothing, BinaryOperator<T> join) {
        var union = new DiagramUnion<>(terms, join);
        var all = new BitSet();
        all.set(0, terms.size());
        try {
            return Optional.of(union.from(0, all, nothing));
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

    /// The diagram of what is still to be asked.
    ///
    /// @param pending the boxes that hold the answers so far
    /// @param sure the joined values of boxes that all further answers are in
    private Diagram<T> from(int first, BitSet pending, T sure) {
        var joined = sure;
        var open = new BitSet();
        for (var i = pending.nextSetBit(0); i >= 0; i = pending.nextSetBit(i + 1)) {
            if (lastQuestion[i] < first) {
                joined = join.apply(joined, terms.get(i).value());
            } else {
                open.set(i);
            }
        }
        for (var i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            if (join.apply(joined, terms.get(i).value()).equals(joined)) {
                // Whatever is answered, this box adds nothing any more.
                open.clear(i);
            }
        }
        var at = first;
        while (at < questions.size() && !questions.get(at).constrained().intersects(open)) {
            at++;
        }
        if (at == questions.size()) {
            return new Leaf<>(joined);
        }
        var state = new State<>(at, open, joined);
        var before = known.get(state);
        if (before != null) {
            return before;
        }
        var diagram = ask(questions.get(at), at + 1, open, joined);
        known.put(state, diagram);
        return diagram;
    }

    private Diagram<T> ask(Question question, int next, BitSet pending, T sure) {
        budget.spend(question.answers().size() + pending.cardinality());
        var remaining = new LinkedHashMap<BitSet, ValueSet>();
        question.answers().forEach((inside, values) -> {
            var left = (BitSet) pending.clone();
            left.and(inside);
            remaining.merge(left, values, ValueSet::union);
        });
        var parts = new ArrayList<Arm<T>>(remaining.size());
        remaining.forEach((left, values) -> parts.add(new Arm<>(values, from(next, left, sure))));
        return Diagram.branch(question.dimension(), parts);
    }
}
