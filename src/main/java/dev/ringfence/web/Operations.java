package dev.ringfence.web;

import dev.ringfence.web.openapi.Operation;
import dev.ringfence.web.openapi.Parameter;
import dev.ringfence.web.view.BaselineListView;
import dev.ringfence.web.view.ConnectivityListView;
import dev.ringfence.web.view.DriftListView;
import dev.ringfence.web.view.DriftView;
import dev.ringfence.web.view.TimelineView;
import java.util.List;
import java.util.Map;

/// What can be asked of the JSON API.
final class Operations {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final String REFUSED = "A parameter that does not exist, or a value that makes no sense.";

    static final Operation BASELINES = new Operation("/api/v1/baselines", "listBaselines",
            "All baselines, and how well the process that answers can judge them.", List.of(),
            BaselineListView.class, Map.of());
    static final Operation DRIFTS = new Operation("/api/v1/drifts", "listDrifts",
            "Drifts that are open or were closed lately, newest first.",
            filtered(Parameter.limit(DriftQuery.DEFAULT_LIMIT, DriftQuery.MAXIMUM_LIMIT)),
            DriftListView.class, Map.of(BAD_REQUEST, REFUSED));
    static final Operation DRIFT = new Operation("/api/v1/drifts/{id}", "getDrift",
            "One drift; the newest where it came back.", List.of(Parameter.inPath("id", "Its id.")),
            DriftView.class, Map.of(NOT_FOUND, "No such drift is open or was closed lately."));
    static final Operation CONNECTIVITY = new Operation("/api/v1/connectivity", "listConnectivity",
            "Who may reach the guarded pods, and whom they may reach, by the policies that are live.",
            List.of(Parameter.filter("namespace", "In one of these namespaces.", List.of()),
                    Parameter.filter("baseline", "Guarded by one of these baselines.", List.of()),
                    Parameter.limit(ConnectivityQuery.DEFAULT_LIMIT, ConnectivityQuery.MAXIMUM_LIMIT),
                    Parameter.next()),
            ConnectivityListView.class,
            Map.of(BAD_REQUEST, REFUSED, UNAVAILABLE, "Not everything was seen yet, or Ringfence is busy."));
    static final Operation TIMELINE = new Operation("/api/v1/timeline", "listTimeline",
            "What happened in the lives of these drifts: opened, action ended, closed; newest first.",
            filtered(Parameter.limit(TimelineQuery.DEFAULT_LIMIT, TimelineQuery.MAXIMUM_LIMIT)),
            TimelineView.class, Map.of(BAD_REQUEST, REFUSED));
    static final List<Operation> ALL = List.of(BASELINES, DRIFTS, DRIFT, CONNECTIVITY, TIMELINE);

    private Operations() {}

    /// The parameters of a list that is filtered by drifts.
    private static List<Parameter> filtered(Parameter limit) {
        return List.of(Parameter.filter("state", "Drifts in one of these states.", DriftFilter.STATES),
                Parameter.filter("kind", "Drifts of one of these kinds.", DriftFilter.KINDS),
                Parameter.filter("namespace", "Drifts in one of these namespaces.", List.of()),
                Parameter.filter("baseline", "Drifts of one of these baselines.", List.of()), limit,
                Parameter.next());
    }
}
