package dev.ringfence.bench;

import dev.ringfence.model.Namespace;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.dialect.Dialects;
import dev.ringfence.policy.PolicyKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes the NetworkPolicies of the seeded cluster, such as people write.
final class SeededPolicies {
    private static final Map<String, Object> ANYBODY = Map.of();

    private final Random random;
    private final DecodingContext context;
    private final List<Namespace> namespaces;
    private final Map<String, List<Application>> applications = new HashMap<>();

    SeededPolicies(Random random, List<Namespace> namespaces, List<Application> applications,
            EnforcementProfile enforcer) {
        this.random = random;
        this.context = DecodingContext.of(enforcer);
        this.namespaces = namespaces;
        applications.forEach(application -> this.applications
                .computeIfAbsent(application.namespace(), _ -> new ArrayList<>()).add(application));
    }

    List<Policy> make(int count) {
        var policies = new ArrayList<Policy>(count);
        for (var i = 0; i < count; i++) {
            var namespace = namespaces.get(random.nextInt(namespaces.size())).name();
            var tree = Map.<String, Object>of("spec", spec(namespace));
            policies.addAll(Dialects.decode(new PolicyKey("NetworkPolicy", namespace, "policy-" + i),
                    Field.root(tree), context));
        }
        return policies;
    }

    private Map<String, Object> spec(String namespace) {
        var subject = application(namespace);
        var kind = random.nextInt(100);
        if (kind < 20) {
            return Map.of("podSelector", ANYBODY, "policyTypes",
                    kind < 10 ? List.of("Ingress") : List.of("Ingress", "Egress"));
        }
        if (kind < 60) {
            return ingress(selector("app", subject.name()),
                    Map.of("podSelector", selector("app", application(namespace).name())), port(subject));
        }
        if (kind < 70) {
            return ingress(selector("tier", subject.tier()), fromNamespaces(), port(subject));
        }
        if (kind < 80) {
            return ingress(selector("app", subject.name()), Map.of("ipBlock", block()), port(subject));
        }
        if (kind < 90) {
            return egress(selector("tier", subject.tier()), Map.of("ipBlock", block()),
                    Map.of("protocol", "TCP", "port", 443));
        }
        return egress(ANYBODY,
                Map.of("namespaceSelector", selector("kubernetes.io/metadata.name", "kube-system"),
                        "podSelector", selector("k8s-app", "kube-dns")),
                Map.of("protocol", "UDP", "port", 53));
    }

    private Map<String, Object> fromNamespaces() {
        var whose = random.nextBoolean()
                ? selector("team", "team-" + random.nextInt(200))
                : selector("stage", random.nextBoolean() ? "prod" : "staging");
        return random.nextBoolean()
                ? Map.of("namespaceSelector", whose)
                : Map.of("namespaceSelector", whose, "podSelector", selector("tier", "frontend"));
    }

    private Map<String, Object> block() {
        return random.nextBoolean()
                ? Map.of("cidr", "0.0.0.0/0", "except", List.of("10.0.0.0/8", "169.254.169.254/32"))
                : Map.of("cidr", "203.0." + random.nextInt(256) + ".0/24");
    }

    private Map<String, Object> port(Application subject) {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("protocol", "TCP", "port", "http");
            case 1 -> Map.of("protocol", "TCP", "port", 8000, "endPort", 8000 + random.nextInt(1000));
            default -> Map.of("protocol", "TCP", "port", subject.port());
        };
    }

    private Application application(String namespace) {
        var here = applications.getOrDefault(namespace, List.of());
        return here.get(random.nextInt(here.size()));
    }

    private static Map<String, Object> ingress(Map<String, Object> subject, Map<String, Object> peer,
            Map<String, Object> port) {
        return Map.of("podSelector", subject, "policyTypes", List.of("Ingress"), "ingress",
                List.of(Map.of("from", List.of(peer), "ports", List.of(port))));
    }

    private static Map<String, Object> egress(Map<String, Object> subject, Map<String, Object> peer,
            Map<String, Object> port) {
        return Map.of("podSelector", subject, "policyTypes", List.of("Egress"), "egress",
                List.of(Map.of("to", List.of(peer), "ports", List.of(port))));
    }

    private static Map<String, Object> selector(String key, String value) {
        return Map.of("matchLabels", Map.of(key, value));
    }
}
