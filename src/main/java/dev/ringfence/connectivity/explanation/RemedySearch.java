package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.ClusterReach;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
import dev.ringfence.connectivity.explanation.Question.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Looks for the smallest changes that turn an answer round, and tries out each.
final class RemedySearch {
    private static final int REMEDY_LIMIT = 3;
    /// How many changes are tried out at most for one side.
    private static final int TRIAL_LIMIT = 200;
    private static final Comparator<Remedy> NEAREST = Comparator.comparingInt(Remedy::size)
            .thenComparing(Remedy::text);

    private final Question question;
    private final Snapshot snapshot;
    private final Function<Snapshot, ClusterReach> engine;

    RemedySearch(Question question, Snapshot snapshot, Function<Snapshot, ClusterReach> engine) {
        this.question = question;
        this.snapshot = snapshot;
        this.engine = engine;
    }

    /// A few changes, the nearest first; none where nothing that was tried helps.
    List<Remedy> find(Answer answer, List<Side> sides) {
        return answer == Answer.ALLOWED ? toRefuse(sides) : toAllow(sides);
    }

    /// One side that refuses is enough.
    private List<Remedy> toRefuse(List<Side> sides) {
        var candidates = new ArrayList<Remedy>();
        for (var side : sides) {
            var closing = new ClosingSteps(question, snapshot, side);
            candidates.addAll(closing.candidates());
        }
        return nearest(candidates, remedy -> answerAfter(remedy) == Answer.REFUSED);
    }

    /// Each side that refuses has to be opened.
    private List<Remedy> toAllow(List<Side> sides) {
        var combined = List.of(new Remedy(List.of()));
        for (var side : sides) {
            if (side.answer() == Answer.ALLOWED) {
                continue;
            }
            var opening = nearest(new OpeningSteps(question, snapshot, side).candidates(),
                    remedy -> answerAfter(remedy, side) == Answer.ALLOWED);
            combined = combined.stream()
                    .flatMap(first -> opening.stream().map(second -> joined(first, second))).toList();
        }
        return nearest(combined, remedy -> answerAfter(remedy) == Answer.ALLOWED);
    }

    private static Remedy joined(Remedy first, Remedy second) {
        var steps = new ArrayList<>(first.steps());
        steps.addAll(second.steps());
        return new Remedy(steps.stream().distinct().toList());
    }

    private static List<Remedy> nearest(List<Remedy> candidates,
            Predicate<Remedy> helps) {
        return candidates.stream().filter(remedy -> !remedy.steps().isEmpty()).distinct().sorted(NEAREST)
                .limit(TRIAL_LIMIT).filter(helps).limit(REMEDY_LIMIT).toList();
    }

    private Answer answerAfter(Remedy remedy) {
        var changed = remedy.applyTo(snapshot);
        return Question.answer(question.in(changed).bounds(engine.apply(changed)));
    }

    private Answer answerAfter(Remedy remedy, Side side) {
        var changed = remedy.applyTo(snapshot);
        return Question
                .answer(question.in(changed).bounds(engine.apply(changed), side.direction()));
    }

    /// Whether the pod at the other end of a side could be given other labels.
    static boolean hasLabels(End end) {
        return end instanceof End.OfPod(var pod) && pod.isSubjectToPolicies();
    }

    /// The rules of a side that let the traffic through.
    static List<Reading> allowing(Side side) {
        return side.rules().stream().filter(Reading::allows).toList();
    }
}
