package dev.ringfence.oracle;

import dev.ringfence.model.request.Field;
import dev.ringfence.model.request.Protocol;
import dev.ringfence.model.request.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides single requests by rules of Cilium, filter by filter, as its documentation and its agent describe them.
final class RequestOracle {
    private final List<RequestRule> rules;
    /// The rules that allow, by selector and port.
    private final Map<List<String>, List<RequestRule>> filters = new LinkedHashMap<>();

    RequestOracle(List<RequestRule> rules) {
        this.rules = rules;
        for (var rule : rules) {
            if (!rule.denies()) {
                var selectors = rule.apps().isEmpty() ? List.of("") : rule.apps();
                for (var app : selectors) {
                    filters.computeIfAbsent(List.of(app, rule.port()), _ -> new ArrayList<>()).add(rule);
                }
            }
        }
    }

    /// Whether a pod with the label `app` may be asked this.
    boolean allows(String app, int port, String protocol, Request request) {
        if (rules.stream().anyMatch(rule -> rule.denies()
                && (rule.apps().isEmpty() || rule.apps().contains(app))
                && covers(rule.port(), port, protocol))) {
            return false;
        }
        var applicable = new ArrayList<Map.Entry<List<String>, List<RequestRule>>>();
        for (var filter : filters.entrySet()) {
            var selector = filter.getKey().getFirst();
            if ((selector.isEmpty() || selector.equals(app))
                    && covers(filter.getKey().getLast(), port, protocol)) {
                applicable.add(filter);
            }
        }
        // The DNS proxy knows of filters for the very port alone.
        var proxied = applicable.stream().filter(filter -> "dns".equals(parser(filter.getValue()).orElse("")))
                .map(filter -> filter.getKey().getLast()).findFirst();
        return applicable.stream()
                .filter(filter -> proxied.isEmpty() || proxied.get().equals(filter.getKey().getLast()))
                .anyMatch(filter -> passes(filter.getValue(), request));
    }

    private static boolean covers(String written, int port, String protocol) {
        if (written.isEmpty()) {
            return true;
        }
        var numbers = written.split("/", -1)[0].split("-", -1);
        return written.endsWith("/" + protocol) && Integer.parseInt(numbers[0]) <= port
                && port <= Integer.parseInt(numbers[numbers.length - 1]);
    }

    /// The parser of a filter; nothing where one rule of it does not look into requests.
    private static Optional<String> parser(List<RequestRule> filter) {
        return filter.stream().anyMatch(rule -> rule.parser().isEmpty())
                ? Optional.empty()
                : Optional.of(filter.getFirst().parser());
    }

    private static boolean passes(List<RequestRule> filter, Request request) {
        var names = filter.stream().flatMap(rule -> rule.serverNames().stream()).toList();
        var asked = request.values().get(Field.SERVER_NAME);
        if (!names.isEmpty() && (asked == null || !names.contains(asked))) {
            return false;
        }
        return parser(filter).isEmpty() || filter.stream()
                .anyMatch(rule -> rule.patterns().stream()
                        .anyMatch(pattern -> fits(rule.parser(), pattern, request)));
    }

    private static boolean fits(String parser, String pattern, Request request) {
        if (parser.equals("http")) {
            return request.protocol() == Protocol.HTTP
                    && request.values().getOrDefault(Field.PATH, "").matches(pattern);
        }
        return request.protocol() == Protocol.DNS && request.values().getOrDefault(Field.DNS_NAME, "")
                .matches(pattern.replace(".", "\\.").replace("*", "[-a-z0-9_]*") + "\\.");
    }
}
