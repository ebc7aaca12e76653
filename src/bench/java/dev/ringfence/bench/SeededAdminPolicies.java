package dev.ringfence.bench;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes the policies that the administrators of a seeded cluster lay down for all of it.
final class SeededAdminPolicies {
    private static final int COUNT = 20;
    private static final Map<String, Object> EVERY_POD = Map.of("namespaces", Map.of());

    private SeededAdminPolicies() {}

    static List<Policy> make(Random random) {
        var policies = new ArrayList<Policy>();
        for (var priority = 0; priority < COUNT; priority++) {
            policies.addAll(decode("AdminNetworkPolicy", "rule-" + priority,
                    Map.of("priority", priority, "subject", EVERY_POD, "ingress", List.of(rule(random)))));
        }
        policies.addAll(decode("BaselineAdminNetworkPolicy", "default",
                Map.of("subject", EVERY_POD, "ingress", List.of(
                        Map.of("action", "Allow", "from", List.of(namespaces("stage", "prod"))),
                        Map.of("action", "Deny", "from", List.of(EVERY_POD))))));
        return policies;
    }

    private static Map<String, Object> rule(Random random) {
        var action = List.of("Allow", "Deny", "Pass").get(random.nextInt(3));
        var peer = random.nextInt(4) == 0
                ? namespaces("stage", "dev")
                : namespaces("team", "team-" + random.nextInt(SeededCluster.TEAMS));
        return Map.of("action", action, "from", List.of(peer), "ports", List.of(Map.of("portNumber",
                Map.of("protocol", "TCP", "port", 1_000 * (1 + random.nextInt(9))))));
    }

    private static Map<String, Object> namespaces(String key, String value) {
        return Map.of("namespaces", Map.of("matchLabels", Map.of(key, value)));
    }

    private static List<Policy> decode(String kind, String name, Map<String, Object> spec) {
        return Dialects.decode(new PolicyKey(kind, "", name), Field.root(Map.of("spec", spec)),
                DecodingContext.GENERIC);
    }
}
