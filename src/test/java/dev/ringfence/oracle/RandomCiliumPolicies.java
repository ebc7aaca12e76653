package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Random policies of Cilium, and NetworkPolicies for it, over the labels, addresses and ports of [RandomPolicies].
final class RandomCiliumPolicies {
    private static final List<String> KEYS = List.of("app", "k8s:app", "any:tier", "pod-template-hash",
            "io.kubernetes.pod.namespace", "k8s:io.kubernetes.pod.namespace",
            "io.cilium.k8s.namespace.labels.env",
            "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name",
            "reserved:host", "reserved:world", "io.cilium.k8s.policy.cluster",
            "io.cilium.k8s.policy.serviceaccount");
    private static final List<String> VALUES = List.of("web", "db", "gold", "alpha", "beta", "prod",
            "default", "robot");
    private static final List<String> CIDRS = List.of("192.0.2.0/24", "192.0.2.128/25", "0.0.0.0/0",
            "10.0.0.0/8", "2001:db8::/32", "192.0.2.0");
    private static final List<String> ENTITIES = List.of("all", "world", "cluster", "host", "remote-node",
            "none", "health", "kube-apiserver");
    private static final List<String> PORTS = List.of("0", "80", "81", "443", "8080", "http", "dns");

    private final Random random;
    private final RandomPolicies kubernetes;

    RandomCiliumPolicies(Random random) {
        this.random = random;
        this.kubernetes = new RandomPolicies(random);
    }

    Map<String, Object> policy(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> kubernetes.policy(name);
            case 1 -> policy("CiliumClusterwideNetworkPolicy", Map.of("name", name));
            default -> policy("CiliumNetworkPolicy",
                    Map.of("name", name, "namespace",
                            kubernetes.pick(RandomPolicies.NAMESPACES.subList(0, 2))));
        };
    }

    private Map<String, Object> policy(String kind, Map<String, Object> metadata) {
        var policy = manifest(kind, metadata);
        if (chance(15)) {
            policy.put("specs", some(this::spec));
        } else {
            policy.put("spec", spec());
        }
        return policy;
    }

    private static Map<String, Object> manifest(String kind, Map<String, Object> metadata) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", "cilium.io/v2");
        manifest.put("kind", kind);
        manifest.put("metadata", metadata);
        return manifest;
    }

    /// What policies may refer to: groups of CIDRs, and Services.
    List<Map<String, Object>> references() {
        var references = new ArrayList<Map<String, Object>>();
        if (chance(70)) {
            var group = manifest("CiliumCIDRGroup", Map.of("name", "partners", "labels", Map.of("x", "y")));
            group.put("spec", Map.of("externalCIDRs", some(() -> pick(CIDRS.subList(0, 5)))));
            references.add(group);
        }
        if (chance(70)) {
            var service = manifest("Service", Map.of("name", "front", "namespace", "alpha"));
            service.put("apiVersion", "v1");
            service.put("spec", Map.of("selector", Map.of("app", "web")));
            references.add(service);
        }
        return references;
    }

    private Map<String, Object> spec() {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("endpointSelector", chance(50)
                ? Map.of()
                : Map.of("matchLabels", Map.of("app", pick(List.of("web", "db")))));
        var lists = List.of("ingress", "ingressDeny", "egress", "egressDeny");
        for (var list : lists) {
            if (chance(45)) {
                spec.put(list, some(() -> rule(list)));
            }
        }
        if (lists.stream().allMatch(list -> Tree.objects(spec, list).isEmpty())) {
            spec.put("ingress", List.of(rule("ingress")));
        }
        if (chance(25)) {
            spec.put("enableDefaultDeny", Map.of("ingress", chance(50), "egress", chance(50)));
        }
        return spec;
    }

    private Map<String, Object> rule(String list) {
        var side = list.startsWith("ingress") ? "from" : "to";
        var rule = new LinkedHashMap<String, Object>();
        switch (random.nextInt(8)) {
            case 0 -> rule.put(side + "Endpoints", List.of());
            case 1, 2 -> rule.put(side + "Endpoints", some(this::selector));
            case 3 -> rule.put(side + "CIDR", some(() -> pick(CIDRS)));
            case 4 -> rule.put(side + "CIDRSet", some(this::cidrs));
            case 5 -> rule.put(side + "Entities", some(() -> pick(ENTITIES)));
            case 6 -> {
                if (side.equals("to")) {
                    rule.put("toServices", List.of(Map.of("k8sService", Map.of("serviceName",
                            chance(70) ? "front" : "back", "namespace", "alpha"))));
                }
            }
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

    private Map<String, Object> cidrs() {
        return switch (random.nextInt(5)) {
            case 0 -> Map.of("cidrGroupRef", chance(70) ? "partners" : "nobody", "except",
                    chance(30) ? List.of("192.0.2.128/25") : List.of());
            case 1 -> Map.of("cidrGroupSelector", chance(70)
                    ? Map.of("matchLabels", Map.of("x", "y"))
                    : Map.of("matchExpressions", List.of(Map.of("key", "z", "operator", "DoesNotExist"))));
            default -> Map.of("cidr", "192.0.2.0/24", "except",
                    chance(70) ? List.of("192.0.2.128/25") : List.of());
        };
    }

    private List<Map<String, Object>> ports() {
        return some(() -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("port", pick(PORTS));
            if (chance(70)) {
                entry.put("protocol", pick(List.of("TCP", "UDP", "ANY")));
            }
            if (chance(30)) {
                entry.put("endPort", pick(List.of(0, 81, 8081)));
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
