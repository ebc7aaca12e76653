package dev.ringfence.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// A rule of Cilium that may look into requests, by which the pod `ai/a` may reach others.
///
/// @param apps the labels `app` of whom it means; none for everyone
/// @param port one port or `first-last`, with its protocol, such as `80/TCP`; empty for all
/// @param parser `http` or `dns`; empty for none
/// @param patterns paths or DNS names
/// @param serverNames the names that TLS clients must ask for; none if that does not matter
/// @param denies whether it denies
record RequestRule(List<String> apps, String port, String parser, List<String> patterns,
        List<String> serverNames, boolean denies) {
    static final List<String> PATHS = List.of("/v1/.*", "/v1/a|/v2", "/.*", "/v[12]/a");
    static final List<String> NAMES = List.of("a.x", "*.x", "b.y");
    private static final List<String> APPS = List.of("b", "c");

    static RequestRule random(Random random) {
        var apps = random.nextInt(4) == 0 ? List.<String>of() : some(random, () -> pick(random, APPS));
        if (random.nextInt(8) == 0) {
            return new RequestRule(apps, pick(random, List.of("80/TCP", "53/UDP")), "", List.of(), List.of(),
                    /* denies= */ true);
        }
        var port = pick(random, List.of("80/TCP", "80/TCP", "53/UDP", "53/UDP", "443/TCP", "53-60/UDP", ""));
        var looks = random.nextInt(3) > 0;
        if (looks && port.equals("80/TCP")) {
            return new RequestRule(apps, port, "http", some(random, () -> pick(random, PATHS)), List.of(),
                    false);
        }
        if (looks && port.equals("53/UDP")) {
            return new RequestRule(apps, port, "dns", some(random, () -> pick(random, NAMES)), List.of(),
                    false);
        }
        var named = port.endsWith("/TCP") && random.nextInt(3) == 0;
        return new RequestRule(apps, port, "", List.of(),
                named ? some(random, () -> pick(random, List.of("a.x", "b.y"))) : List.of(), false);
    }

    private static <T> T pick(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static <T> List<T> some(Random random, Supplier<T> item) {
        var items = new ArrayList<T>();
        for (var i = 0; i < 1 + random.nextInt(2); i++) {
            items.add(item.get());
        }
        return items.stream().distinct().toList();
    }

    /// The rule as a policy writes it.
    Map<String, Object> written() {
        var rule = new LinkedHashMap<String, Object>();
        rule.put(apps.isEmpty() ? "toEntities" : "toEndpoints", apps.isEmpty()
                ? List.of("all")
                : apps.stream().map(app -> Map.of("matchLabels", Map.of("app", app))).toList());
        if (!port.isEmpty()) {
            var element = new LinkedHashMap<String, Object>();
            var numbers = List.of(port.split("/", -1)[0].split("-", -1));
            var entry = new LinkedHashMap<String, Object>(
                    Map.of("port", numbers.getFirst(), "protocol", port.split("/", -1)[1]));
            if (numbers.size() > 1) {
                entry.put("endPort", Integer.valueOf(numbers.getLast()));
            }
            element.put("ports", List.of(entry));
            if (!parser.isEmpty()) {
                element.put("rules", Map.of(parser, patterns.stream()
                        .map(pattern -> Map.of(parser.equals("dns") ? "matchPattern" : "path", pattern))
                        .toList()));
            }
            if (!serverNames.isEmpty()) {
                element.put("serverNames", serverNames);
            }
            rule.put("toPorts", List.of(element));
        }
        return rule;
    }
}
