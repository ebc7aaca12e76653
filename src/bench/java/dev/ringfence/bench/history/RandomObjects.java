package dev.ringfence.bench.history;

import dev.ringfence.connectivity.Projection;
import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.model.Labels;
import dev.ringfence.model.NamedPort;
import dev.ringfence.model.Protocol;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.Dialects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Makes labels, addresses and policies of every dialect out of few words, so that they often meet.
final class RandomObjects {
    static final List<String> NAMESPACES = List.of("alpha", "beta", "gamma", "delta");
    private static final List<String> KEYS = List.of("app", "tier");
    private static final List<String> VALUES = List.of("a", "b", "");
    private static final List<String> NAMESPACE_KEYS = List.of("env", "kubernetes.io/metadata.name");
    private static final List<String> CIDRS = List.of("10.0.0.0/8", "10.0.0.0/31", "0.0.0.0/0",
            "192.0.2.0/24",
            "fd00::/64", "10.0.0.2/32");
    private static final List<String> ADDRESSES = List.of("10.0.0.1", "10.0.0.2", "10.9.9.9", "172.16.0.1",
            "fd00::1", "fd01::1");
    private static final List<Integer> NUMBERS = List.of(80, 81, 443, 8080);
    private static final Map<String, Object> RANGE = Map.of("start", 80, "end", 443);

    private final Random random;

    /// How a kind of the tiers is written.
    ///
    /// @param tiers whether one kind is for both tiers
    private record TierForm(List<String> actions, String ports, boolean tiers, boolean ordered) {
        static TierForm of(PolicyKey key) {
            return switch (key.kind()) {
                case "ClusterNetworkPolicy" -> new TierForm(List.of("Accept", "Deny", "Pass"), "protocols",
                        /* tiers= */ true, /* ordered= */ true);
                case "AdminNetworkPolicy" -> new TierForm(List.of("Allow", "Deny", "Pass"), "ports",
                        /* tiers= */ false, /* ordered= */ true);
                default -> new TierForm(List.of("Allow", "Deny"), "ports", /* tiers= */ false,
                        /* ordered= */ false);
            };
        }
    }

    RandomObjects(Random random) {
        this.random = random;
    }

    /// Tells apart whatever these policies may ask for.
    static Projection projection() {
        var cuts = new TreeSet<Address>();
        for (var text : CIDRS) {
            var range = AddressRange.parseCidr(text).orElseThrow();
            cuts.add(range.first());
            if (!range.last().equals(range.last().family().last())) {
                cuts.add(range.last().next());
            }
        }
        return new Projection(Set.copyOf(KEYS),
                Set.of(new NamedPort(Protocol.TCP, "http"), new NamedPort(Protocol.UDP, "http")), cuts);
    }

    Labels podLabels() {
        return labels(KEYS);
    }

    Labels namespaceLabels() {
        return labels(List.of("env"));
    }

    private Labels labels(List<String> keys) {
        var labels = new HashMap<String, String>();
        keys.stream().filter(_ -> chance(70)).forEach(key -> labels.put(key, pick(VALUES)));
        return Labels.of(labels);
    }

    List<Address> addresses() {
        return ADDRESSES.stream().filter(_ -> chance(30)).map(text -> Address.parse(text).orElseThrow())
                .toList();
    }

    List<ContainerPort> ports() {
        return chance(50)
                ? List.of()
                : List.of(new ContainerPort(new NamedPort(Protocol.TCP, "http"), pick(NUMBERS)));
    }

    /// The name of a policy of a random dialect; few, so that policies are often edited.
    PolicyKey key() {
        var kind = pick(List.of("NetworkPolicy", "NetworkPolicy", "CiliumNetworkPolicy",
                "CiliumClusterwideNetworkPolicy", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy",
                "ClusterNetworkPolicy"));
        var namespaced = kind.equals("NetworkPolicy") || kind.equals("CiliumNetworkPolicy");
        return new PolicyKey(kind, namespaced ? pick(NAMESPACES) : "",
                kind.startsWith("Baseline") ? "default" : "policy-" + random.nextInt(2));
    }

    List<Policy> policy(PolicyKey key) {
        var spec = switch (key.kind()) {
            case "NetworkPolicy" -> networkPolicy();
            case "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy" -> ciliumPolicy();
            default -> tierPolicy(key);
        };
        var document = Map.<String, Object>of("kind", key.kind(), "metadata", Map.of("name", key.name()),
                "spec", spec);
        return Dialects.decode(key, Field.root(document), DecodingContext.GENERIC);
    }

    private Map<String, Object> networkPolicy() {
        return Map.of("podSelector", selector(KEYS), "policyTypes",
                pick(List.of(List.of("Ingress"), List.of("Egress"), List.of("Ingress", "Egress"))),
                "ingress", some(() -> Map.of("from", some(this::peer), "ports", some(this::port))),
                "egress", some(() -> Map.of("to", some(this::peer), "ports", some(this::port))));
    }

    private Map<String, Object> peer() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("ipBlock", Map.of("cidr", pick(CIDRS)));
            case 1 -> Map.of("podSelector", selector(KEYS));
            case 2 -> Map.of("namespaceSelector", selector(NAMESPACE_KEYS));
            default -> Map.of("namespaceSelector", selector(NAMESPACE_KEYS), "podSelector", selector(KEYS));
        };
    }

    private Map<String, Object> port() {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of("port", "http");
            case 1 -> Map.of("port", 80, "endPort", 400);
            default -> Map.of("port", pick(NUMBERS), "protocol", pick(List.of("TCP", "UDP")));
        };
    }

    private Map<String, Object> ciliumPolicy() {
        var spec = new HashMap<String, Object>();
        spec.put("endpointSelector", selector(KEYS));
        for (var list : List.of("ingress", "ingressDeny", "egress", "egressDeny")) {
            var side = list.startsWith("ingress") ? "from" : "to";
            if (chance(45) || list.equals("ingress")) {
                spec.put(list, some(() -> !list.endsWith("Deny") && chance(20)
                        ? requestRule(side)
                        : ciliumRule(side)));
            }
        }
        return spec;
    }

    private Map<String, Object> ciliumRule(String side) {
        var rule = new HashMap<>(ciliumPeers(side));
        if (chance(60)) {
            rule.put("toPorts", List.of(toPorts()));
        }
        return rule;
    }

    private Map<String, Object> ciliumPeers(String side) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> Map.of(side + "CIDR", List.of(pick(CIDRS)));
            case 3 -> Map.of(side + "Entities", List.of(pick(List.of("all", "cluster", "world", "host"))));
            default -> Map.of(side + "Endpoints", List.of(selector(KEYS)));
        };
    }

    private Map<String, Object> toPorts() {
        return Map.of("ports",
                List.of(Map.of("port", Integer.toString(pick(NUMBERS)), "protocol", "TCP")));
    }

    /// Rules that are about requests: those who allow only some of them, and those who follow names.
    private Map<String, Object> requestRule(String side) {
        var rule = new HashMap<>(ciliumPeers(side));
        if (side.equals("to") && chance(40)) {
            rule.clear();
            rule.put("toFQDNs", List.of(Map.of("matchPattern", pick(List.of("*", "*.example.org")))));
        }
        var ports = new HashMap<>(toPorts());
        ports.put("rules", side.equals("from") || chance(60)
                ? Map.of("http", List.of(Map.of("method", pick(List.of("GET", "POST")))))
                : Map.of("dns", List.of(Map.of("matchPattern", pick(List.of("*", "*.example.org"))))));
        if (!rule.containsKey("toFQDNs")) {
            rule.put("toPorts", List.of(ports));
        }
        return rule;
    }

    private Map<String, Object> tierPolicy(PolicyKey key) {
        var form = TierForm.of(key);
        var subject = chance(50)
                ? Map.of("namespaces", selector(NAMESPACE_KEYS))
                : Map.of("pods",
                        Map.of("namespaceSelector", selector(NAMESPACE_KEYS), "podSelector", selector(KEYS)));
        var spec = new HashMap<String, Object>(Map.of("subject", subject,
                "ingress", some(() -> Map.of("action", pick(form.actions()), "from", List.of(tierPeer()),
                        form.ports(), List.of(tierPort(form)))),
                "egress", some(() -> Map.of("action", pick(form.actions()), "to",
                        List.of(chance(35) ? Map.of("networks", List.of(pick(CIDRS))) : tierPeer())))));
        if (form.tiers()) {
            spec.put("tier", pick(List.of("Admin", "Baseline")));
        }
        if (form.ordered()) {
            spec.put("priority", key.name().equals("policy-0") ? 10 : pick(List.of(10, 20, 20)));
        }
        return spec;
    }

    private Map<String, Object> tierPeer() {
        return chance(50)
                ? Map.of("namespaces", selector(NAMESPACE_KEYS))
                : Map.of("pods",
                        Map.of("namespaceSelector", selector(NAMESPACE_KEYS), "podSelector", selector(KEYS)));
    }

    private Map<String, Object> tierPort(TierForm form) {
        var number = pick(NUMBERS);
        if (form.tiers()) {
            return Map.of("tcp", Map.of("destinationPort",
                    chance(50) ? Map.of("number", number) : Map.of("range", RANGE)));
        }
        return chance(50)
                ? Map.of("portNumber", Map.of("protocol", "TCP", "port", number))
                : Map.of("portRange", Map.of("protocol", "TCP", "start", 80, "end", 443));
    }

    private Map<String, Object> selector(List<String> keys) {
        if (chance(25)) {
            return Map.of();
        }
        var key = pick(keys);
        var value = key.startsWith("kubernetes.io") ? pick(NAMESPACES) : pick(VALUES);
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("matchExpressions",
                    List.of(Map.of("key", key, "operator", "NotIn", "values", List.of(value))));
            case 1 -> Map.of("matchExpressions",
                    List.of(Map.of("key", key, "operator", pick(List.of("Exists", "DoesNotExist")))));
            default -> Map.of("matchLabels", Map.of(key, value));
        };
    }

    private <T> List<T> some(Supplier<T> item) {
        var items = new ArrayList<T>();
        items.add(item.get());
        if (chance(40)) {
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
