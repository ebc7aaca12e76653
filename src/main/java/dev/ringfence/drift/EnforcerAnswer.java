package dev.ringfence.drift;

import dev.ringfence.model.OneLine;
import dev.ringfence.model.tree.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the enforcer wrote into the status of a policy: whether it accepts the object.
///
/// Cilium's operator sets the condition `Valid`; where it is absent nothing is known (Cilium documentation, "Inspect network
/// policies").
final class EnforcerAnswer {
    private static final int MESSAGE_LIMIT = 200;

    private EnforcerAnswer() {}

    /// Why the enforcer refuses an object; nothing where it does not say that it does.
    ///
    /// @param tree the object as a plain JSON tree
    static Optional<Problem> refusal(Map<String, Object> tree) {
        if (!(tree.get("status") instanceof Map<?, ?> status)
                || !(status.get("conditions") instanceof List<?> conditions)) {
            return Optional.empty();
        }
        return conditions.stream().filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast)
                .filter(condition -> "Valid".equals(condition.get("type"))
                        && "False".equals(condition.get("status")))
                .findFirst().map(condition -> new Problem("status.conditions[Valid]",
                        "a policy that the enforcer accepts",
                        condition.get("message") instanceof String message
                                ? OneLine.of(message, MESSAGE_LIMIT)
                                : "status False"));
    }
}
