package dev.ringfence.web.view;

import dev.ringfence.daemon.DriftRecord;
import java.util.List;
import java.util.Optional;

/// A drift and its life so far.
///
/// @param closedAt absent while the drift lasts
public record DriftView(String id, String kind, String verdict, String severity, String state,
        String baseline, Optional<String> namespace, ObjectView object, PodsView pods,
        List<WitnessView> witnesses, CauseView cause, String summary, String openedAt, String detectedAt,
        Optional<String> closedAt, List<ActionView> actions) {

    public static DriftView of(DriftRecord life) {
        var drift = life.drift();
        return new DriftView(drift.id(), drift.kind().text(), drift.verdict().text(), drift.severity().text(),
                life.state().text(), drift.baseline(), Text.unlessEmpty(drift.namespace()),
                ObjectView.of(drift.object()), PodsView.of(drift.pods()),
                drift.witnesses().stream().map(WitnessView::of).toList(), CauseView.of(drift.cause()),
                drift.summary(), Text.time(life.openedAt()), Text.time(life.detectedAt()),
                life.closedAt().map(Text::time), life.actions().stream().map(ActionView::of).toList());
    }
}
