package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Other ways to write policies of every kind: in another order where order means nothing, with selectors, networks and ranges spelt
/// differently, split, and said twice.
final class Respelling {
    private static final Map<String, List<String>> HALVES = Map.of("0.0.0.0/0",
            List.of("0.0.0.0/1", "128.0.0.0/1"), "10.0.0.0/8", List.of("10.0.0.0/9", "10.128.0.0/9"), "::/0",
            List.of("8000::/1", "::/1"), "192.0.2.0/24", List.of("192.0.2.128/25", "192.0.2.0/25"));
    private static final List<String> RULES = List.of("ingress", "egress", "ingressDeny", "egressDeny");
    private static final Set<String> POD_KEYS = Set.of("app", "tier");

    private final Random random;
    /// Whether labels are written for Cilium.
    private boolean sourced;

    Respelling(Random random) {
        this.random = random;
    }

    /// Policies that mean the same together.
    List<Map<String, Object>> of(List<Map<String, Object>> policies) {
        var respelt = new ArrayList<Map<String, Object>>();
        for (var policy : policies) {
            var parts = switch (Tree.text(policy, "kind")) {
                case "NetworkPolicy" -> new Rewriting(random).of(List.of(policy)).stream()
                        .map(part -> with(part, "apiVersion", "networking.k8s.io/v1"))
                        .map(part -> renamed(part, respelt.size() + Tree.text(metadata(part), "name")))
                        .toList();
                case "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy" -> cilium(policy);
                default -> tiered(policy);
            };
            respelt.addAll(parts);
        }
        Collections.shuffle(respelt, random);
        return respelt;
    }

    private static Map<String, Object> metadata(Map<String, Object> policy) {
        return Tree.object(policy, "metadata");
    }

    private static Map<String, Object> with(Map<String, Object> tree, String name, Object value) {
        var changed = Tree.copy(tree);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> renamed(Map<String, Object> policy, String name) {
        return with(policy, "metadata", with(metadata(policy), "name", name));
    }

    /// The same rules in their order, and the whole policy once more, where it is not the only one of its kind.
    private List<Map<String, Object>> tiered(Map<String, Object> policy) {
        sourced = false;
        var spec = Tree.copy(Tree.object(policy, "spec"));
        spec.put("subject", respelt("subject", Tree.object(spec, "subject")));
        for (var direction : List.of("ingress", "egress")) {
            if (Tree.has(spec, direction)) {
                spec.put(direction, Tree.objects(spec, direction).stream()
                        .map(rule -> respelt(direction, rule)).toList());
            }
        }
        var once = with(policy, "spec", spec);
        // What two policies of one priority do on ports with names is told for pods that exist only.
        return Tree.text(policy, "kind").startsWith("Baseline") || spec.toString().contains("amedPort")
                || random.nextBoolean()
                        ? List.of(once)
                        : List.of(once, renamed(policy, Tree.text(metadata(policy), "name") + "-again"));
    }

    /// One rule for each object, or all of them in other forms of the object.
    private List<Map<String, Object>> cilium(Map<String, Object> policy) {
        sourced = true;
        var specs = new ArrayList<Map<String, Object>>();
        for (var spec : Stream.concat(Tree.objects(policy, "specs").stream(),
                Stream.of(Tree.object(policy, "spec")).filter(spec -> !spec.isEmpty())).toList()) {
            specs.addAll(random.nextBoolean() ? split(spec) : List.of(respelt("spec", spec)));
        }
        Collections.shuffle(specs, random);
        var whole = Tree.copy(policy);
        whole.remove("spec");
        whole.remove("specs");
        if (random.nextBoolean()) {
            return List.of(with(whole, "specs", specs));
        }
        var objects = new ArrayList<Map<String, Object>>();
        for (var spec : specs) {
            objects.add(renamed(with(whole, "spec", spec),
                    Tree.text(metadata(policy), "name") + "-" + objects.size()));
        }
        return objects;
    }

    private List<Map<String, Object>> split(Map<String, Object> spec) {
        var specs = new ArrayList<Map<String, Object>>();
        var bare = Tree.copy(spec);
        RULES.forEach(bare::remove);
        for (var list : RULES) {
            for (var rule : Tree.objects(spec, list)) {
                specs.add(respelt("spec", with(bare, list, List.of(rule))));
            }
        }
        return specs;
    }

    /// An object by the name of the member that it stands in.
    @SuppressWarnings("unchecked") // Keys of JSON objects are strings.
    private Map<String, Object> respelt(String name, Map<String, Object> tree) {
        if (name.endsWith("elector") || name.equals("namespaces") || name.equals("nodes")
                || name.endsWith("Endpoints")) {
            return selector(tree);
        }
        var respelt = new LinkedHashMap<String, Object>();
        var members = new ArrayList<>(tree.entrySet());
        Collections.shuffle(members, random);
        for (var member : members) {
            respelt.put(member.getKey(), switch (member.getValue()) {
                case Map<?, ?> map -> respelt(member.getKey(), (Map<String, Object>) map);
                case List<?> list -> list(member.getKey(), (List<Object>) list);
                case Object value -> value;
            });
        }
        return respelt;
    }

    @SuppressWarnings("unchecked") // As above.
    private List<Object> list(String name, List<Object> items) {
        var respelt = new ArrayList<>();
        for (var item : items) {
            switch (item) {
                case Map<?, ?> map when name.equals("ports") || name.equals("protocols") ->
                    respelt.addAll(port((Map<String, Object>) map));
                case Map<?, ?> map -> respelt.add(respelt(name, (Map<String, Object>) map));
                case String text when name.endsWith("CIDR") || name.equals("networks") ->
                    respelt.addAll(
                            random.nextBoolean() ? HALVES.getOrDefault(text, List.of(text)) : List.of(text));
                default -> respelt.add(item);
            }
        }
        Collections.shuffle(respelt, random);
        return respelt;
    }

    /// A range as two.
    private List<Map<String, Object>> port(Map<String, Object> port) {
        var first = port.get("port");
        var last = port.get("endPort");
        if (first instanceof String text && last instanceof Integer end && Character.isDigit(text.charAt(0))
                && Integer.parseInt(text) > 0 && Integer.parseInt(text) < end) {
            var middle = (Integer.parseInt(text) + end) / 2;
            return List.of(with(port, "endPort", middle), with(port, "port", String.valueOf(middle + 1)));
        }
        var range = Tree.object(port, "portRange");
        if (range.get("start") instanceof Integer start && range.get("end") instanceof Integer end
                && start < end) {
            return List.of(with(port, "portRange", with(range, "end", (start + end) / 2)),
                    with(port, "portRange", with(range, "start", (start + end) / 2 + 1)));
        }
        return List.of(port);
    }

    private Map<String, Object> selector(Map<String, Object> selector) {
        var expressions = new ArrayList<Map<String, Object>>();
        Tree.labels(selector, "matchLabels").forEach((key, value) -> expressions
                .add(Map.of("key", key(key), "operator", "In", "values", List.of(value))));
        for (var expression : Tree.objects(selector, "matchExpressions")) {
            var values = new ArrayList<>(Tree.texts(expression, "values"));
            Collections.shuffle(values, random);
            var respelt = with(expression, "key", key(Tree.text(expression, "key")));
            if (!values.isEmpty()) {
                respelt.put("values", values);
            }
            expressions.add(respelt);
        }
        Collections.shuffle(expressions, random);
        return Map.of("matchExpressions", expressions);
    }

    /// A label of pods is the same with its source, which only policies of Cilium know.
    private String key(String key) {
        return sourced && POD_KEYS.contains(key)
                ? List.of("", "any:", "k8s:").get(random.nextInt(3)) + key
                : key;
    }
}
