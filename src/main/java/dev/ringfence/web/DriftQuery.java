package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.drift.DriftKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which drifts a client asks for.
///
/// Each filter holds the values of which a drift must have one; an empty filter lets every drift pass.
///
/// @param limit how many drifts a page has at most
/// @param after where the previous page ended
record DriftQuery(Set<String> states, Set<String> kinds, Set<String> namespaces, Set<String> baselines,
        int limit, Optional<PageToken> after) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAXIMUM_LIMIT = 500;
    private static final List<String> PARAMETERS = List.of("state", "kind", "namespace", "baseline", "limit",
            "continue");
    private static final List<String> STATES = Arrays.stream(DriftRecord.State.values())
            .map(DriftRecord.State::text).toList();
    private static final List<String> KINDS = Arrays.stream(DriftKind.values()).map(DriftKind::text).toList();

    DriftQuery {
        states = Set.copyOf(states);
        kinds = Set.copyOf(kinds);
        namespaces = Set.copyOf(namespaces);
        baselines = Set.copyOf(baselines);
    }

    /// Reads the query parameters of a request.
    ///
    /// A parameter that does not exist is refused too: a mistyped filter that is passed over would answer another question.
    static DriftQuery parse(Map<String, List<String>> parameters) throws InvalidParameterException {
        for (var name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw new InvalidParameterException("parameter", oneOf(PARAMETERS), name);
            }
        }
        return new DriftQuery(among(parameters, "state", STATES), among(parameters, "kind", KINDS),
                names(parameters, "namespace"), names(parameters, "baseline"), limit(parameters),
                after(parameters));
    }

    /// The page of `all` that is asked for.
    DriftPage select(List<DriftRecord> all) {
        var rest = all.stream().filter(this::wants)
                .filter(drift -> after.map(token -> token.precedes(drift)).orElse(true))
                .sorted(PageToken.ORDER).limit(limit + 1L).toList();
        if (rest.size() <= limit) {
            return new DriftPage(rest, Optional.empty());
        }
        var page = rest.subList(0, limit);
        return new DriftPage(page, Optional.of(PageToken.of(page.getLast())));
    }

    private boolean wants(DriftRecord drift) {
        return passes(states, drift.state().text()) && passes(kinds, drift.drift().kind().text())
                && passes(namespaces, drift.drift().namespace())
                && passes(baselines, drift.drift().baseline());
    }

    private static boolean passes(Set<String> filter, String value) {
        return filter.isEmpty() || filter.contains(value);
    }

    private static Set<String> among(Map<String, List<String>> parameters, String name, List<String> known)
            throws InvalidParameterException {
        var values = parameters.getOrDefault(name, List.of());
        for (var value : values) {
            if (!known.contains(value)) {
                throw new InvalidParameterException(name, oneOf(known), value);
            }
        }
        return new TreeSet<>(values);
    }

    private static Set<String> names(Map<String, List<String>> parameters, String name)
            throws InvalidParameterException {
        var values = parameters.getOrDefault(name, List.of());
        if (values.contains("")) {
            throw new InvalidParameterException(name, "a name", "");
        }
        return new TreeSet<>(values);
    }

    private static int limit(Map<String, List<String>> parameters) throws InvalidParameterException {
        var text = single(parameters, "limit");
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        var limit = text.get().matches("[0-9]{1,4}") ? Integer.parseInt(text.get()) : 0;
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new InvalidParameterException("limit", "a number from 1 to " + MAXIMUM_LIMIT, text.get());
        }
        return limit;
    }

    private static Optional<PageToken> after(Map<String, List<String>> parameters)
            throws InvalidParameterException {
        var text = single(parameters, "continue");
        var token = text.flatMap(PageToken::parse);
        if (text.isPresent() && token.isEmpty()) {
            throw new InvalidParameterException("continue", "the value of a previous answer", text.get());
        }
        return token;
    }

    private static Optional<String> single(Map<String, List<String>> parameters, String name)
            throws InvalidParameterException {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidParameterException(name, "one value", String.join(", ", values));
        }
        return values.stream().findFirst();
    }

    private static String oneOf(List<String> known) {
        return "one of " + String.join(", ", known);
    }
}
