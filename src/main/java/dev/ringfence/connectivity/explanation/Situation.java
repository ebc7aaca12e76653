package dev.ringfence.connectivity.explanation;

import dev.ringfence.connectivity.explanation.Explanation.Reading;
import dev.ringfence.connectivity.explanation.Explanation.Side;
import dev.ringfence.connectivity.explanation.Question.End;
import dev.ringfence.connectivity.snapshot.Snapshot;
import java.util.List;

/// One side of a question, in the cluster as it is.
record Situation(Question question, Snapshot snapshot, Side side) {

    /// The end with which the side's pod would speak.
    End peer() {
        return question.peer(side.direction());
    }

    /// The change by which rules go.
    static Remedy without(List<Reading> readings) {
        return new Remedy(
                readings.stream().map(reading -> edit(reading, new RuleEdit.Remove(reading.rule().path())))
                        .distinct().toList());
    }

    /// A change of the policy of which a rule was read.
    static Step edit(Reading reading, RuleEdit edit) {
        return new Step.EditRules(reading.policy().key(), edit);
    }
}
