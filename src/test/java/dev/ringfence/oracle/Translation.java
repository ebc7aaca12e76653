package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Policies of one kind as policies of another that mean the same under an enforcer of both.
final class Translation {
    private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";

    private Translation() {}

    /// A policy of v1alpha1 of the Admin tiers in v1alpha2.
    static Map<String, Object> newer(Map<String, Object> older) {
        var baseline = Tree.text(older, "kind").startsWith("Baseline");
        var old = Tree.object(older, "spec");
        var spec = new LinkedHashMap<String, Object>();
        spec.put("tier", baseline ? "Baseline" : "Admin");
        spec.put("priority", old.getOrDefault("priority", 0));
        spec.put("subject", Tree.object(old, "subject"));
        for (var direction : List.of("ingress", "egress")) {
            var rules = new ArrayList<Map<String, Object>>();
            for (var rule : Tree.objects(old, direction)) {
                var translated = Tree.copy(rule);
                translated.put("action",
                        Tree.text(rule, "action").equals("Allow") ? "Accept" : Tree.text(rule, "action"));
                if (translated.remove("ports") != null) {
                    translated.put("protocols",
                            Tree.objects(rule, "ports").stream().map(Translation::protocol).toList());
                }
                rules.add(translated);
            }
            spec.put(direction, rules);
        }
        return manifest("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy",
                Map.of("name", Tree.text(Tree.object(older, "metadata"), "name") + (baseline ? "-base" : "")),
                spec);
    }

    private static Map<String, Object> protocol(Map<String, Object> port) {
        if (Tree.has(port, "namedPort")) {
            return Map.of("destinationNamedPort", Tree.text(port, "namedPort"));
        }
        var range = Tree.object(port, "portRange");
        var number = Tree.object(port, "portNumber");
        var protocol = Tree.text(range.isEmpty() ? number : range, "protocol");
        var first = range.isEmpty() ? number.getOrDefault("port", 0) : range.getOrDefault("start", 0);
        var last = range.isEmpty() ? first : range.getOrDefault("end", 0);
        return Map.of((protocol.isEmpty() ? "TCP" : protocol).toLowerCase(Locale.ROOT),
                Map.of("destinationPort", first.equals(last)
                        ? Map.of("number", first)
                        : Map.of("range", Map.of("start", first, "end", last))));
    }

    /// A NetworkPolicy as a CiliumNetworkPolicy.
    static Map<String, Object> cilium(Map<String, Object> policy) {
        var old = Tree.object(policy, "spec");
        var namespace = Tree.text(Tree.object(policy, "metadata"), "namespace");
        var spec = new LinkedHashMap<String, Object>();
        spec.put("endpointSelector", prefixed("k8s:", Tree.object(old, "podSelector")));
        var types = Tree.texts(old, "policyTypes");
        for (var direction : List.of("ingress", "egress")) {
            var type = direction.equals("ingress") ? "Ingress" : "Egress";
            var rules = new ArrayList<Map<String, Object>>();
            for (var rule : Tree.objects(old, direction)) {
                rules.addAll(rules(rule, direction.equals("ingress") ? "from" : "to", namespace));
            }
            var isolates = types.isEmpty() ? type.equals("Ingress") : types.contains(type);
            if (rules.isEmpty() && isolates) {
                rules.add(Map.of());
            }
            if (!rules.isEmpty()) {
                spec.put(direction, rules);
            }
        }
        return manifest("cilium.io/v2", "CiliumNetworkPolicy", Tree.object(policy, "metadata"), spec);
    }

    /// A rule for each of its peers, since one rule of Cilium has one sort of them.
    private static List<Map<String, Object>> rules(Map<String, Object> rule, String side, String namespace) {
        var peers = new ArrayList<Map<String, Object>>();
        for (var peer : Tree.objects(rule, side)) {
            if (Tree.has(peer, "ipBlock")) {
                peers.add(Map.of(side + "CIDRSet", List.of(Tree.object(peer, "ipBlock"))));
            } else {
                peers.add(Map.of(side + "Endpoints", List.of(endpoint(peer, namespace))));
            }
        }
        if (peers.isEmpty()) {
            peers.add(Map.of(side + "Entities", List.of("all")));
        }
        var ports = Tree.objects(rule, "ports").stream().map(Translation::port).toList();
        return peers.stream().map(peer -> {
            var translated = Tree.copy(peer);
            if (!ports.isEmpty()) {
                translated.put("toPorts", List.of(Map.of("ports", ports)));
            }
            return translated;
        }).toList();
    }

    private static Map<String, Object> port(Map<String, Object> port) {
        var translated = new LinkedHashMap<String, Object>();
        translated.put("protocol", Tree.has(port, "protocol") ? Tree.text(port, "protocol") : "TCP");
        translated.put("port", Tree.has(port, "port") ? Tree.text(port, "port") : "0");
        if (Tree.has(port, "endPort")) {
            translated.put("endPort", port.getOrDefault("endPort", 0));
        }
        return translated;
    }

    private static Map<String, Object> endpoint(Map<String, Object> peer, String namespace) {
        var terms = new ArrayList<>(terms("k8s:", Tree.object(peer, "podSelector")));
        var namespaces = terms("k8s:io.cilium.k8s.namespace.labels.", Tree.object(peer, "namespaceSelector"));
        terms.addAll(namespaces);
        if (!Tree.has(peer, "namespaceSelector")) {
            terms.add(Map.of("key", NAMESPACE, "operator", "In", "values", List.of(namespace)));
        } else if (namespaces.isEmpty()) {
            terms.add(Map.of("key", NAMESPACE, "operator", "Exists"));
        }
        return Map.of("matchExpressions", terms);
    }

    private static Map<String, Object> prefixed(String prefix, Map<String, Object> selector) {
        return Map.of("matchExpressions", terms(prefix, selector));
    }

    private static List<Map<String, Object>> terms(String prefix, Map<String, Object> selector) {
        var terms = new ArrayList<Map<String, Object>>();
        Tree.labels(selector, "matchLabels").forEach((key, value) -> terms
                .add(Map.of("key", prefix + key, "operator", "In", "values", List.of(value))));
        for (var expression : Tree.objects(selector, "matchExpressions")) {
            var term = Tree.copy(expression);
            term.put("key", prefix + Tree.text(expression, "key"));
            terms.add(term);
        }
        return terms;
    }

    private static Map<String, Object> manifest(String apiVersion, String kind, Map<String, Object> metadata,
            Map<String, Object> spec) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", apiVersion);
        manifest.put("kind", kind);
        manifest.put("metadata", metadata);
        manifest.put("spec", spec);
        return manifest;
    }
}
