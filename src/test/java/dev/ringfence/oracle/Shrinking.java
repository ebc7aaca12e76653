package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ways to make lists of policies smaller.
final class Shrinking {
    private Shrinking() {}

    /// The lists that lack one item.
    static <T> List<List<T>> without(List<T> items) {
        var lists = new ArrayList<List<T>>();
        for (var i = 0; i < items.size(); i++) {
            var less = new ArrayList<>(items);
            less.remove(i);
            lists.add(less);
        }
        return lists;
    }

    /// The lists in which one policy lacks one rule, or one rule lacks one peer or port but not the last one.
    static List<List<Map<String, Object>>> simpler(List<Map<String, Object>> policies) {
        var lists = new ArrayList<List<Map<String, Object>>>();
        for (var i = 0; i < policies.size(); i++) {
            for (var field : List.of("ingress", "egress")) {
                for (var rules : simplerRules(Tree.objects(Tree.object(policies.get(i), "spec"), field))) {
                    var policy = Tree.copy(policies.get(i));
                    var spec = Tree.copy(Tree.object(policy, "spec"));
                    spec.put(field, rules);
                    policy.put("spec", spec);
                    var simpler = new ArrayList<>(policies);
                    simpler.set(i, policy);
                    lists.add(simpler);
                }
            }
        }
        return lists;
    }

    private static List<List<Map<String, Object>>> simplerRules(List<Map<String, Object>> rules) {
        var lists = new ArrayList<>(without(rules));
        for (var i = 0; i < rules.size(); i++) {
            for (var part : List.of("from", "to", "ports")) {
                var items = Tree.objects(rules.get(i), part);
                for (var less : items.size() > 1 ? without(items) : List.<List<Map<String, Object>>>of()) {
                    var rule = Tree.copy(rules.get(i));
                    rule.put(part, less);
                    var simpler = new ArrayList<>(rules);
                    simpler.set(i, rule);
                    lists.add(simpler);
                }
            }
        }
        return lists;
    }
}
