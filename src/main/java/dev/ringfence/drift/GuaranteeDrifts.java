package dev.ringfence.drift;

import dev.ringfence.baseline.Baseline;
import dev.ringfence.baseline.Expectation.Never;
import dev.ringfence.connectivity.Excess;
import dev.ringfence.connectivity.Reach;
import dev.ringfence.model.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The drifts of guarantees: flows that must never be allowed, and are.
final class GuaranteeDrifts {
    private final Circumstances circumstances;
    private final DriftDraft draft;

    GuaranteeDrifts(Circumstances circumstances, DriftDraft draft) {
        this.circumstances = circumstances;
        this.draft = draft;
    }

    List<Drift> find(List<SubjectCell> cells) {
        var drifts = new ArrayList<Drift>();
        for (var never : circumstances.expectation().never()) {
            broken(never, cells).ifPresent(drifts::add);
        }
        return drifts;
    }

    private Optional<Drift> broken(Never never, List<SubjectCell> cells) {
        var evidence = new ArrayList<Evidence>();
        var direction = never.flows().direction();
        for (var cell : cells) {
            var allowed = Excess.of(cell.reach(cell.live(), direction), Reach.nothing(direction));
            var forbidden = allowed.and(Excess.of(
                    Reach.of(never.flows(), cell.ports(), circumstances.profile()),
                    Reach.nothing(direction)));
            evidence.addAll(Evidence.of(cell, direction, forbidden, /* loosened= */ true, circumstances));
        }
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        var baseline = circumstances.expectation().baseline();
        var object = new ObjectReference(Baseline.API_VERSION, Baseline.KIND, "", baseline.name(), "");
        return Optional.of(draft.shown(DriftKind.GUARANTEE_BROKEN, object, never.guarantee().name(), evidence,
                new Cause(object, never.guarantee().path(), Optional.empty()), /* exempted= */ false,
                "guarantee " + never.guarantee().name() + " does not hold"));
    }
}
