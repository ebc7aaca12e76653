package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Other ways to write the same policies.
final class Rewriting {
    private static final Map<String, List<String>> HALVES = Map.of("0.0.0.0/0",
            List.of("0.0.0.0/1", "128.0.0.0/1"),
            "10.0.0.0/8", List.of("10.0.0.0/9", "10.128.0.0/9"), "::/0", List.of("8000::/1", "::/1"));

    private final Random random;

    Rewriting(Random random) {
        this.random = random;
    }

    /// Policies of the same meaning: in another order, split in two, with their rules, peers and selectors spelt differently.
    List<Map<String, Object>> of(List<Map<String, Object>> policies) {
        var rewritten = new ArrayList<Map<String, Object>>();
        for (var policy : policies) {
            var spec = new LinkedHashMap<>(Tree.object(policy, "spec"));
            spec.put("policyTypes", types(spec));
            spec.put("podSelector", selector(Tree.object(spec, "podSelector")));
            var other = new LinkedHashMap<>(spec);
            for (var direction : List.of("ingress", "egress")) {
                var rules = rules(Tree.objects(spec, direction), direction.equals("ingress") ? "from" : "to");
                var cut = random.nextInt(rules.size() + 1);
                spec.put(direction, rules.subList(0, cut));
                other.put(direction, rules.subList(cut, rules.size()));
            }
            var namespace = Tree.text(Tree.object(policy, "metadata"), "namespace");
            rewritten.add(policy(namespace, "a" + rewritten.size(), spec));
            rewritten.add(policy(namespace, "b" + rewritten.size(), other));
        }
        Collections.shuffle(rewritten, random);
        return rewritten;
    }

    private static Map<String, Object> policy(String namespace, String name, Map<String, Object> spec) {
        return Map.of("kind", "NetworkPolicy", "metadata", Map.of("namespace", namespace, "name", name),
                "spec", spec);
    }

    private static List<String> types(Map<String, Object> spec) {
        var types = Tree.texts(spec, "policyTypes");
        if (!types.isEmpty()) {
            return types;
        }
        return Tree.objects(spec, "egress").isEmpty() ? List.of("Ingress") : List.of("Egress", "Ingress");
    }

    /// One rule for each peer and port.
    private List<Map<String, Object>> rules(List<Map<String, Object>> rules, String peersField) {
        var rewritten = new ArrayList<Map<String, Object>>();
        for (var rule : rules) {
            for (var peers : each(
                    Tree.objects(rule, peersField).stream().flatMap(peer -> peers(peer).stream()).toList())) {
                for (var ports : each(Tree.objects(rule, "ports").stream()
                        .flatMap(port -> ports(port).stream()).toList())) {
                    rewritten.add(Map.of(peersField, peers, "ports", ports));
                }
            }
        }
        Collections.shuffle(rewritten, random);
        return rewritten;
    }

    /// Lists of one item each; an empty list means everything, and stays one.
    private static <T> List<List<T>> each(List<T> items) {
        return items.isEmpty() ? List.of(List.of()) : items.stream().map(List::of).toList();
    }

    private static List<Map<String, Object>> peers(Map<String, Object> peer) {
        var block = Tree.object(peer, "ipBlock");
        var halves = HALVES.get(Tree.text(block, "cidr"));
        if (halves != null && Tree.texts(block, "except").isEmpty()) {
            return halves.stream().map(half -> Map.<String, Object>of("ipBlock", Map.of("cidr", half)))
                    .toList();
        }
        var rewritten = new LinkedHashMap<>(peer);
        for (var selector : List.of("podSelector", "namespaceSelector")) {
            rewritten.computeIfPresent(selector, (name, _) -> selector(Tree.object(peer, name)));
        }
        return List.of(rewritten);
    }

    private static List<Map<String, Object>> ports(Map<String, Object> port) {
        if (Tree.has(port, "endPort") && port.get("port") instanceof Integer first
                && port.get("endPort") instanceof Integer last && first < last) {
            var low = new LinkedHashMap<>(port);
            var high = new LinkedHashMap<>(port);
            low.put("endPort", (first + last) / 2);
            high.put("port", (first + last) / 2 + 1);
            return List.of(high, low);
        }
        return List.of(port);
    }

    private static Map<String, Object> selector(Map<String, Object> selector) {
        var expressions = new ArrayList<>(Tree.objects(selector, "matchExpressions"));
        Tree.labels(selector, "matchLabels").forEach(
                (key, value) -> expressions
                        .add(Map.of("key", key, "operator", "In", "values", List.of(value))));
        return Map.of("matchExpressions", expressions.reversed());
    }
}
