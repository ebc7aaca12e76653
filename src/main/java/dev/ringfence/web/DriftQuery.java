package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.drift.DriftKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which drifts a client asks for.
///
/// Each filter holds the values of which a drift must have one; an empty filter lets every drift pass.
///
/// @param limit how many drifts a page has at most
/// @param after where the previous page ended
record DriftQuery(Set<String> states, Set<String> kinds, Set<String> namespaces, Set<String> baselines,
        int limit, Optional<PageToken> after) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAXIMUM_LIMIT = 500;
    private static final List<String> PARAMETERS = List.of("state", "kind", "namespace", "baseline", "limit",
            "continue");
    static final List<String> STATES = Arrays.stream(DriftRecord.State.values())
            .map(DriftRecord.State::text).toList();
    static final List<String> KINDS = Arrays.stream(DriftKind.values()).map(DriftKind::text).toList();

    DriftQuery {
        states = Set.copyOf(states);
        kinds = Set.copyOf(kinds);
        namespaces = Set.copyOf(namespaces);
        baselines = Set.copyOf(baselines);
    }

    /// Reads the query parameters of a request.
    static DriftQuery parse(Map<String, List<String>> values) throws InvalidParameterException {
        var parameters = Parameters.among(PARAMETERS, values);
        return new DriftQuery(parameters.among("state", STATES), parameters.among("kind", KINDS),
                parameters.names("namespace"), parameters.names("baseline"),
                parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT), after(parameters));
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

    private static Optional<PageToken> after(Parameters parameters) throws InvalidParameterException {
        var text = parameters.single("continue");
        var token = text.flatMap(PageToken::parse);
        if (text.isPresent() && token.isEmpty()) {
            throw new InvalidParameterException("continue", "the value of a previous answer", text.get());
        }
        return token;
    }
}
