package dev.ringfence.web.view;

import dev.ringfence.daemon.ActionRecord;
import dev.ringfence.daemon.DriftRecord;
import java.time.Instant;
import java.util.Optional;

/// Something that happened in the life of a drift.
///
/// @param event `DriftOpened`, `ActionEnded` or `DriftClosed`
/// @param drift its id
/// @param action what was done, and `result` how it ended, where that is what happened
/// @param state what has become of a drift that was closed
/// @param message one line for people
public record MomentView(String at, String event, String drift, String kind, String verdict, String severity,
        String baseline, Optional<String> namespace, ObjectView object, Optional<String> action,
        Optional<String> result, Optional<String> state, String message) {

    public static MomentView opened(DriftRecord life) {
        return of(life, life.openedAt(), "DriftOpened", Optional.empty(), Optional.empty(),
                life.drift().summary());
    }

    public static MomentView ended(DriftRecord life, ActionRecord action) {
        return of(life, action.at(), "ActionEnded", Optional.of(action), Optional.empty(),
                action.outcome().message());
    }

    public static MomentView closed(DriftRecord life, Instant at) {
        return of(life, at, "DriftClosed", Optional.empty(), Optional.of(life.state().text()),
                life.drift().summary());
    }

    private static MomentView of(DriftRecord life, Instant at, String event, Optional<ActionRecord> action,
            Optional<String> state, String message) {
        var drift = life.drift();
        return new MomentView(Text.time(at), event, drift.id(), drift.kind().text(), drift.verdict().text(),
                drift.severity().text(), drift.baseline(), Text.unlessEmpty(drift.namespace()),
                ObjectView.of(drift.object()), action.map(ActionRecord::action),
                action.map(ended -> ended.outcome().result().text()), state, message);
    }
}
