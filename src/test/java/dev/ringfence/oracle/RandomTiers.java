package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Random policies of the Admin and Baseline tiers, in both versions of their API, over the labels, addresses and ports of
/// [RandomPolicies].
final class RandomTiers {
    private static final List<String> NETWORKS = List
            .copyOf(new TreeSet<>(RandomPolicies.BLOCKS.keySet()));

    private final Random random;
    private final RandomPolicies other;

    RandomTiers(Random random) {
        this.random = random;
        this.other = new RandomPolicies(random);
    }

    Map<String, Object> policy(String name) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> older("AdminNetworkPolicy", name, /* baseline= */ false);
            case 2 -> older("BaselineAdminNetworkPolicy", other.chance(85) ? "default" : name,
                    /* baseline= */ true);
            default -> newer(name);
        };
    }

    /// A ClusterNetworkPolicy.
    Map<String, Object> newer(String name) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("tier", other.pick(List.of("Admin", "Admin", "Baseline")));
        spec.put("priority", random.nextInt(3));
        spec.putAll(rules("protocols", "Accept", /* pass= */ true, this::protocol));
        return manifest("ClusterNetworkPolicy", "policy.networking.k8s.io/v1alpha2", name, spec);
    }

    private Map<String, Object> older(String kind, String name, boolean baseline) {
        var spec = new LinkedHashMap<String, Object>();
        if (!baseline) {
            spec.put("priority", random.nextInt(3));
        }
        spec.putAll(rules("ports", "Allow", !baseline, this::port));
        return manifest(kind, "policy.networking.k8s.io/v1alpha1", name, spec);
    }

    private static Map<String, Object> manifest(String kind, String apiVersion, String name,
            Map<String, Object> spec) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", apiVersion);
        manifest.put("kind", kind);
        manifest.put("metadata", Map.of("name", name));
        manifest.put("spec", spec);
        return manifest;
    }

    private Map<String, Object> rules(String portsField, String allow, boolean pass,
            Supplier<Map<String, Object>> entry) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("subject", pods());
        for (var direction : List.of("ingress", "egress")) {
            var rules = new ArrayList<Map<String, Object>>();
            while (rules.size() < 4 && other.chance(60)) {
                var rule = new LinkedHashMap<String, Object>();
                rule.put("action", other.pick(
                        pass ? List.of(allow, "Deny", "Pass") : List.of(allow, "Deny")));
                var addressed = direction.equals("egress") && other.chance(40);
                rule.put(direction.equals("ingress") ? "from" : "to",
                        some(() -> addressed ? addresses() : peer()));
                if (other.chance(60)) {
                    rule.put(portsField, some(() -> {
                        var port = entry.get();
                        while (addressed && port.keySet().toString().contains("amedPort")) {
                            port = entry.get();
                        }
                        return port;
                    }));
                }
                rules.add(rule);
            }
            if (!rules.isEmpty() || other.chance(20)) {
                spec.put(direction, rules);
            }
        }
        return spec;
    }

    private Map<String, Object> peer() {
        return other.chance(93)
                ? pods()
                : other.pick(List.of(Map.of(), Map.of("planets", Map.of("ring", "yes"))));
    }

    /// The pods of namespaces, or of labels in namespaces.
    private Map<String, Object> pods() {
        if (other.chance(50)) {
            return Map.of("namespaces", namespaces());
        }
        var pods = new LinkedHashMap<String, Object>();
        if (other.chance(75)) {
            pods.put("namespaceSelector", namespaces());
        }
        pods.put("podSelector", other.selector(RandomPolicies.POD_LABELS));
        return Map.of("pods", pods);
    }

    private Map<String, Object> namespaces() {
        var labels = new LinkedHashMap<>(RandomPolicies.NAMESPACE_LABELS);
        labels.put("kubernetes.io/metadata.name", RandomPolicies.NAMESPACES);
        return other.selector(labels);
    }

    private Map<String, Object> addresses() {
        return switch (random.nextInt(10)) {
            case 0 -> Map.of("nodes", other.selector(Map.of("disk", List.of("ssd", "hdd"))));
            case 1 -> Map.of("domainNames", List.of("*.example.com"));
            case 2 -> pods();
            default -> Map.of("networks", some(() -> other.pick(NETWORKS)));
        };
    }

    private Map<String, Object> port() {
        if (other.chance(20)) {
            return Map.of("namedPort", other.pick(RandomPolicies.PORT_NAMES));
        }
        var port = new LinkedHashMap<String, Object>();
        if (other.chance(60)) {
            port.put("protocol", other.pick(RandomPolicies.PROTOCOLS));
        }
        if (other.chance(50)) {
            port.put("port", other.pick(RandomPolicies.PORTS));
            return Map.of("portNumber", port);
        }
        var first = random.nextInt(RandomPolicies.PORTS.size());
        port.put("start", RandomPolicies.PORTS.get(first));
        port.put("end",
                RandomPolicies.PORTS.get(first + random.nextInt(RandomPolicies.PORTS.size() - first)));
        return Map.of("portRange", port);
    }

    private Map<String, Object> protocol() {
        if (other.chance(20)) {
            return Map.of("destinationNamedPort", other.pick(RandomPolicies.PORT_NAMES));
        }
        var destination = new LinkedHashMap<String, Object>();
        if (other.chance(45)) {
            destination.put("destinationPort", Map.of("number", other.pick(RandomPolicies.PORTS)));
        } else if (other.chance(80)) {
            var first = random.nextInt(RandomPolicies.PORTS.size() - 1);
            var last = first + 1 + random.nextInt(RandomPolicies.PORTS.size() - first - 1);
            destination.put("destinationPort", Map.of("range",
                    Map.of("start", RandomPolicies.PORTS.get(first), "end",
                            RandomPolicies.PORTS.get(last))));
        }
        return Map.of(other.pick(RandomPolicies.PROTOCOLS).toLowerCase(Locale.ROOT), destination);
    }

    private <T> List<T> some(Supplier<? extends T> item) {
        var items = new ArrayList<T>();
        items.add(item.get());
        if (other.chance(40)) {
            items.add(item.get());
        }
        return items;
    }
}
