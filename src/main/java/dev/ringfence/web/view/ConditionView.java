package dev.ringfence.web.view;

import dev.ringfence.daemon.Condition;

/// One answer about a baseline, as `metav1.Condition`.
public record ConditionView(String type, String status, String reason, String message,
        long observedGeneration, String lastTransitionTime) {

    public static ConditionView of(Condition condition) {
        return new ConditionView(condition.type(), condition.status().text(), condition.reason(),
                condition.message(), condition.observedGeneration(),
                Text.time(condition.lastTransitionTime()));
    }
}
