package dev.ringfence.web;

import dev.ringfence.daemon.DriftRecord;
import dev.ringfence.web.view.TimelineView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which part of what happened a client asks for.
///
/// @param drifts what happened to which drifts
/// @param limit how many moments a page has at most
/// @param after where the previous page ended
record TimelineQuery(DriftFilter drifts, int limit, Optional<PageToken> after) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAXIMUM_LIMIT = 500;
    private static final List<String> PARAMETERS = List.of("state", "kind", "namespace", "baseline", "limit",
            "continue");

    /// Reads the query parameters of a request.
    static TimelineQuery parse(Map<String, List<String>> values) throws InvalidParameterException {
        var parameters = Parameters.among(PARAMETERS, values);
        return new TimelineQuery(DriftFilter.parse(parameters),
                parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT), PageToken.after(parameters));
    }

    /// The page that is asked for of the lives of `all`.
    TimelineView select(List<DriftRecord> all) {
        var rest = all.stream().filter(drifts::wants).flatMap(Moment::of)
                .filter(moment -> after.map(token -> token.precedes(moment.place())).orElse(true))
                .sorted(Comparator.comparing(Moment::place)).limit(limit + 1L).toList();
        var page = rest.stream().limit(limit).toList();
        return new TimelineView(page.stream().map(Moment::view).toList(),
                rest.size() > limit ? Optional.of(page.getLast().place().text()) : Optional.empty());
    }
}
