package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.snapshot.ClusterReach;
import dev.ringfence.connectivity.snapshot.Snapshot;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.Answer;
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
            candidates.addAll(new ClosingSteps(new Situation(question, snapshot, side)).candidates());
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
            var opening = nearest(new OpeningSteps(new Situation(question, snapshot, side)).candidates(),
                    remedy -> answerAfter(remedy, side) == Answer.ALLOWED);
            combined = combined.stream()
                    .flatMap(first -> opening.stream().map(first::and)).toList();
        }
        return nearest(combined, remedy -> answerAfter(remedy) == Answer.ALLOWED);
    }

    private static List<Remedy> nearest(List<Remedy> candidates,
            Predicate<Remedy> helps) {
        var found = new ArrayList<Remedy>();
        for (var remedy : candidates.stream().filter(candidate -> !candidate.steps().isEmpty()).distinct()
                .sorted(NEAREST).limit(TRIAL_LIMIT).toList()) {
            var more = found.stream().anyMatch(known -> remedy.steps().containsAll(known.steps()));
            if (!more && found.size() < REMEDY_LIMIT && helps.test(remedy)) {
                found.add(remedy);
            }
        }
        return found;
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
}
