package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Random policies of Cilium and NetworkPolicies over few labels, addresses and ports.
final class RandomCiliumPolicies {
    static final List<String> NAMESPACES = List.of("ai", "dev");
    private static final List<String> KEYS = List.of("app", "k8s:app", "any:tier", "pod-template-hash",
            "io.kubernetes.pod.namespace", "k8s:io.kubernetes.pod.namespace",
            "io.cilium.k8s.namespace.labels.env", "reserved:host", "reserved:world",
            "io.cilium.k8s.policy.cluster");
    private static final List<String> VALUES = List.of("a", "b", "ai", "dev", "default");
    private static final List<String> CIDRS = List.of("192.0.2.0/24", "192.0.2.128/25", "0.0.0.0/0",
            "10.0.0.0/8");
    private static final List<String> ENTITIES = List.of("all", "world", "cluster", "host", "remote-node",
            "none", "health");

    private final Random random;

    RandomCiliumPolicies(Random random) {
        this.random = random;
    }

    List<Map<String, Object>> policies() {
        var policies = new ArrayList<Map<String, Object>>();
        var count = 1 + random.nextInt(3);
        for (var i = 0; i < count; i++) {
            var kind = pick(List.of("CiliumNetworkPolicy", "CiliumNetworkPolicy",
                    "CiliumClusterwideNetworkPolicy", "NetworkPolicy"));
            var metadata = new LinkedHashMap<String, Object>(Map.of("name", "p" + i));
            if (!kind.equals("CiliumClusterwideNetworkPolicy")) {
                metadata.put("namespace", pick(NAMESPACES));
            }
            policies.add(Map.of("kind", kind, "metadata", metadata, "spec",
                    kind.equals("NetworkPolicy") ? kubernetes() : spec()));
        }
        return policies;
    }

    private Map<String, Object> spec() {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("endpointSelector", chance(50) ? Map.of() : Map.of("matchLabels", Map.of("app", "a")));
        var lists = List.of("ingress", "ingressDeny", "egress", "egressDeny");
        for (var list : lists) {
            if (chance(45)) {
                spec.put(list, some(() -> rule(list.startsWith("ingress") ? "from" : "to")));
            }
        }
        if (lists.stream().allMatch(list -> Tree.objects(spec, list).isEmpty())) {
            spec.put("ingress", List.of(rule("from")));
        }
        if (chance(25)) {
            spec.put("enableDefaultDeny", Map.of("ingress", chance(50), "egress", chance(50)));
        }
        return spec;
    }

    private Map<String, Object> rule(String side) {
        var rule = new LinkedHashMap<String, Object>();
        switch (random.nextInt(7)) {
            case 0 -> rule.put(side + "Endpoints", List.of());
            case 1, 2 -> rule.put(side + "Endpoints", some(this::selector));
            case 3 -> rule.put(side + "CIDR", some(() -> pick(CIDRS)));
            case 4 -> rule.put(side + "CIDRSet",
                    List.of(Map.of("cidr", "192.0.2.0/24", "except", List.of("192.0.2.128/25"))));
            case 5 -> rule.put(side + "Entities", some(() -> pick(ENTITIES)));
            default -> {
            }
        }
        switch (random.nextInt(5)) {
            case 0 -> rule.put("toPorts", some(() -> chance(15) ? Map.of() : Map.of("ports", ports())));
            case 1 -> rule.put("toPorts", List.of(Map.of("ports", ports())));
            case 2 -> rule.put("icmps", List.of(Map.of("fields", List.of(Map.of("type", 8)))));
            case 3 -> rule.put("toPorts", List.of());
            default -> {
            }
        }
        return rule;
    }

    private List<Map<String, Object>> ports() {
        return some(() -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("port", pick(List.of("0", "80", "81", "443")));
            if (chance(70)) {
                entry.put("protocol", pick(List.of("TCP", "UDP", "ANY")));
            }
            if (chance(30)) {
                entry.put("endPort", pick(List.of(0, 81, 500)));
            }
            return entry;
        });
    }

    private Map<String, Object> selector() {
        var selector = new LinkedHashMap<String, Object>();
        if (chance(50)) {
            selector.put("matchLabels", Map.of(pick(KEYS), chance(80) ? pick(VALUES) : ""));
        }
        if (chance(50)) {
            var operator = pick(List.of("In", "NotIn", "Exists", "DoesNotExist"));
            var expression = new LinkedHashMap<String, Object>(
                    Map.of("key", pick(KEYS), "operator", operator));
            if (operator.endsWith("In")) {
                expression.put("values", List.of(pick(VALUES), pick(VALUES)));
            }
            selector.put("matchExpressions", List.of(expression));
        }
        return selector;
    }

    private Map<String, Object> kubernetes() {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("podSelector", chance(50) ? Map.of() : Map.of("matchLabels", Map.of("app", "a")));
        spec.put("policyTypes", pick(List.of(List.of("Ingress"), List.of("Egress"),
                List.of("Ingress", "Egress"))));
        for (var direction : List.of("ingress", "egress")) {
            if (chance(60)) {
                spec.put(direction, some(() -> Map.of(direction.equals("ingress") ? "from" : "to",
                        chance(20) ? List.of() : some(this::peer), "ports",
                        chance(50) ? List.of() : List.of(Map.of("port", 80)))));
            }
        }
        return spec;
    }

    private Map<String, Object> peer() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("ipBlock", Map.of("cidr", pick(CIDRS)));
            case 1 -> Map.of("podSelector", Map.of("matchLabels", Map.of("pod-template-hash", "a")));
            case 2 -> Map.of("namespaceSelector", Map.of("matchExpressions",
                    List.of(Map.of("key", "env", "operator", pick(List.of("Exists", "DoesNotExist"))))));
            default -> Map.of("namespaceSelector", Map.of(), "podSelector",
                    Map.of("matchLabels", Map.of("app", "b")));
        };
    }

    private <T> List<T> some(Supplier<? extends T> item) {
        var items = new ArrayList<T>();
        items.add(item.get());
        if (chance(40)) {
            items.add(item.get());
        }
        return items;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
