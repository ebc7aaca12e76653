package dev.ringfence.prometheus;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An alert that a Prometheus server shows: one rule that holds for one set of labels.
///
/// @param state `pending` or `firing`
/// @param labels without `alertname`, which is `name`
public record Alert(String name, String state, Map<String, String> labels, Map<String, String> annotations) {

    public Alert {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    static Alert of(JsonNode json) {
        var labels = Series.strings(json.at("/labels"));
        var name = labels.remove("alertname");
        return new Alert(String.valueOf(name), json.at("/state").asString(), labels,
                Series.strings(json.at("/annotations")));
    }

    public boolean isFiring() {
        return state.equals("firing");
    }
}
