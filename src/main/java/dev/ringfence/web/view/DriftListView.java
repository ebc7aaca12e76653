package dev.ringfence.web.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ringfence.daemon.DriftRecord;
import java.util.List;
import java.util.Optional;

/// One page of drifts, newest first.
///
/// @param next what to send as `continue` for the next page; absent on the last
public record DriftListView(List<DriftView> drifts, @JsonProperty("continue") Optional<String> next) {

    public static DriftListView of(List<DriftRecord> drifts, Optional<String> next) {
        return new DriftListView(drifts.stream().map(DriftView::of).toList(), next);
    }
}
