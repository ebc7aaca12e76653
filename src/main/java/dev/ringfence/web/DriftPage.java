package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import java.util.List;
import java.util.Optional;

/// Some of the drifts that a query asks for.
///
/// @param next where the rest begins; absent on the last page
record DriftPage(List<DriftRecord> drifts, Optional<PageToken> next) {
    DriftPage {
        drifts = List.copyOf(drifts);
    }
}
