package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Random NetworkPolicies over few labels, addresses and ports, so that they often meet.
final class RandomPolicies {
    static final List<String> NAMESPACES = List.of("alpha", "beta", "gamma");
    static final List<Integer> PORTS = List.of(1, 2, 80, 443, 8080, 8081, 65_534, 65_535);
    static final List<String> PORT_NAMES = List.of("http", "dns");
    static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");
    static final Map<String, List<String>> POD_LABELS = Map.of("app", List.of("web", "db", "api"), "tier",
            List.of("gold", ""));
    static final Map<String, List<String>> NAMESPACE_LABELS = Map.of("env", List.of("prod", "dev"), "team",
            List.of("x", ""));
    /// CIDRs with parts that may be excepted from them.
    static final Map<String, List<String>> BLOCKS = Map.of("0.0.0.0/0",
            List.of("10.0.0.0/8", "0.0.0.0/1", "255.255.255.255/32"), "10.0.0.0/8",
            List.of("10.0.0.0/24", "10.0.1.0/24"), "10.0.0.0/9", List.of("10.0.0.2/31"), "10.128.0.0/9",
            List.of(),
            "10.0.1.77/24", List.of("10.0.1.1/32", "10.0.1.2/32"), "192.0.2.0/24", List.of("192.0.2.128/25"),
            "::/0",
            List.of("fd00::/8", "::/1", "ffff:ffff::/32"), "fd00::/64", List.of("fd00::1/128", "fd00::4/126"),
            "2001:db8::/32", List.of("2001:db8:8000::/33"));

    private final Random random;

    RandomPolicies(Random random) {
        this.random = random;
    }

    Map<String, Object> policy(String name) {
        var spec = new LinkedHashMap<String, Object>();
        if (chance(80)) {
            spec.put("podSelector", selector(POD_LABELS));
        }
        if (chance(70)) {
            spec.put("policyTypes", pick(List.of(List.of(), List.of("Ingress"), List.of("Egress"),
                    List.of("Ingress", "Egress"), List.of("Egress", "Ingress"))));
        }
        if (chance(80)) {
            spec.put("ingress", rules("from"));
        }
        if (chance(80)) {
            spec.put("egress", rules("to"));
        }
        var policy = new LinkedHashMap<String, Object>();
        policy.put("apiVersion", "networking.k8s.io/v1");
        policy.put("kind", "NetworkPolicy");
        policy.put("metadata", Map.of("namespace", pick(NAMESPACES.subList(0, 2)), "name", name));
        policy.put("spec", spec);
        return policy;
    }

    private List<Map<String, Object>> rules(String peersField) {
        var rules = new ArrayList<Map<String, Object>>();
        for (var i = random.nextInt(3); i > 0; i--) {
            var rule = new LinkedHashMap<String, Object>();
            if (chance(85)) {
                rule.put(peersField, list(3, this::peer));
            }
            if (chance(70)) {
                rule.put("ports", list(4, this::port));
            }
            rules.add(rule);
        }
        return rules;
    }

    private Map<String, Object> peer() {
        var peer = new LinkedHashMap<String, Object>();
        if (chance(35)) {
            var cidr = pick(List.copyOf(new TreeSet<>(BLOCKS.keySet())));
            var block = new LinkedHashMap<String, Object>();
            block.put("cidr", cidr);
            if (chance(50)) {
                block.put("except",
                        BLOCKS.getOrDefault(cidr, List.of()).stream().filter(_ -> chance(60)).toList());
            }
            peer.put("ipBlock", block);
            return peer;
        }
        var kind = random.nextInt(3);
        if (kind != 0) {
            peer.put("podSelector", selector(POD_LABELS));
        }
        if (kind != 1) {
            var labels = new LinkedHashMap<>(NAMESPACE_LABELS);
            labels.put("kubernetes.io/metadata.name", NAMESPACES);
            peer.put("namespaceSelector", selector(labels));
        }
        return peer;
    }

    private Map<String, Object> port() {
        var port = new LinkedHashMap<String, Object>();
        if (chance(60)) {
            port.put("protocol", pick(PROTOCOLS));
        }
        if (chance(25)) {
            port.put("port", pick(PORT_NAMES));
        } else if (chance(85)) {
            var first = random.nextInt(PORTS.size());
            port.put("port", PORTS.get(first));
            if (chance(40)) {
                port.put("endPort", PORTS.get(first + random.nextInt(PORTS.size() - first)));
            }
        }
        return port;
    }

    Map<String, Object> selector(Map<String, List<String>> domain) {
        var selector = new LinkedHashMap<String, Object>();
        var keys = domain.keySet().stream().sorted().toList();
        if (chance(40)) {
            var key = pick(keys);
            selector.put("matchLabels", Map.of(key, pick(domain.getOrDefault(key, List.of()))));
        }
        if (chance(40)) {
            selector.put("matchExpressions", list(3, () -> expression(pick(keys), domain)));
        }
        return selector;
    }

    private Map<String, Object> expression(String key, Map<String, List<String>> domain) {
        var operator = pick(List.of("In", "NotIn", "Exists", "DoesNotExist"));
        if (operator.endsWith("In")) {
            var values = new ArrayList<>(domain.getOrDefault(key, List.of()));
            values.add("unseen");
            values.removeIf(_ -> chance(50));
            return Map.of("key", key, "operator", operator, "values",
                    values.isEmpty() ? List.of("unseen") : values);
        }
        return Map.of("key", key, "operator", operator);
    }

    private <T> List<T> list(int limit, Supplier<T> item) {
        var items = new ArrayList<T>();
        for (var i = random.nextInt(limit); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
