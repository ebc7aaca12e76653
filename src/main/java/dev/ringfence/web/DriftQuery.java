package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which drifts a client asks for.
///
/// @param limit how many drifts a page has at most
/// @param after where the previous page ended
record DriftQuery(DriftFilter filter, int limit, Optional<PageToken> after) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAXIMUM_LIMIT = 500;
    private static final List<String> PARAMETERS = List.of("state", "kind", "namespace", "baseline", "limit",
            "continue");

    /// Reads the query parameters of a request.
    static DriftQuery parse(Map<String, List<String>> values) throws InvalidParameterException {
        var parameters = Parameters.among(PARAMETERS, values);
        return new DriftQuery(DriftFilter.parse(parameters), parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT),
                PageToken.after(parameters));
    }

    /// The page of `all` that is asked for.
    DriftPage select(List<DriftRecord> all) {
        var rest = all.stream().filter(filter::wants)
                .filter(drift -> after.map(token -> token.precedes(PageToken.of(drift))).orElse(true))
                .sorted(PageToken.ORDER).limit(limit + 1L).toList();
        if (rest.size() <= limit) {
            return new DriftPage(rest, Optional.empty());
        }
        var page = rest.subList(0, limit);
        return new DriftPage(page, Optional.of(PageToken.of(page.getLast())));
    }
}
