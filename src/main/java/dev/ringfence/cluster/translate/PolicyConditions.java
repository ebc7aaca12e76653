package dev.ringfence.cluster.translate;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps what the enforcer says about a policy as a whole, of all that stands in its status.
///
/// Cilium writes there how each node got on, too, which changes all the time and decides nothing.
final class PolicyConditions {
    private static final List<String> KEPT = List.of("type", "status", "message");

    private PolicyConditions() {}

    /// The document, with the condition `Valid` where the object has one that is not true.
    static Map<String, Object> with(Map<String, Object> document, GenericKubernetesResource policy) {
        if (!(OrEmpty.map(policy.getAdditionalProperties()).get("status") instanceof Map<?, ?> status)
                || !(status.get("conditions") instanceof List<?> conditions)) {
            return document;
        }
        var refusals = conditions.stream().filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast)
                .filter(condition -> "Valid".equals(condition.get("type"))
                        && "False".equals(condition.get("status")))
                .map(PolicyConditions::kept).toList();
        if (refusals.isEmpty()) {
            return document;
        }
        var whole = new LinkedHashMap<>(document);
        whole.put("status", Map.of("conditions", refusals));
        return JsonTree.frozen(whole);
    }

    private static Map<String, Object> kept(Map<?, ?> condition) {
        var kept = new LinkedHashMap<String, Object>();
        for (var member : KEPT) {
            if (condition.get(member) instanceof String text) {
                kept.put(member, text);
            }
        }
        return kept;
    }
}
