package dev.ringfence.web;

import dev.ringfence.daemon.ActionRecord;
import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.web.view.MomentView;
import java.time.Instant;
import java.util.stream.Stream;

/// Something that happened in the life of a drift.
///
/// @param place where it stands among all moments, which is the same on every request
record Moment(PageToken place, DriftRecord drift, MomentView view) {

    /// All that has happened in the life of a drift.
    static Stream<Moment> of(DriftRecord drift) {
        var opened = at(drift, drift.openedAt(), "2 opened", MomentView.opened(drift));
        // Of what has the same time, the last comes first; an action may be done again, so its number is a part of its place.
        var actions = Stream.iterate(0, number -> number < drift.actions().size(), number -> number + 1)
                .map(number -> ended(drift, number, drift.actions().get(number)));
        var closed = drift.closedAt().stream()
                .map(instant -> at(drift, instant, "0 closed", MomentView.closed(drift, instant)));
        return Stream.of(Stream.of(opened), actions, closed).flatMap(moments -> moments);
    }

    private static Moment ended(DriftRecord drift, int number, ActionRecord action) {
        return at(drift, action.at(), "1 " + number, MomentView.ended(drift, action));
    }

    private static Moment at(DriftRecord drift, Instant instant, String what, MomentView view) {
        return new Moment(new PageToken(instant, drift.drift().id() + " " + what), drift, view);
    }
}
