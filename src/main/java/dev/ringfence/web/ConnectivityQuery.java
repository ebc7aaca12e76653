package dev.ringfence.web;

import dev.ringfence.daemon.SurveyRequest;
import dev.ringfence.daemon.SurveyRequest.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads for which guarded namespaces a client asks.
final class ConnectivityQuery {
    static final int DEFAULT_LIMIT = 10;
    static final int MAXIMUM_LIMIT = 50;
    private static final List<String> PARAMETERS = List.of("namespace", "baseline", "limit", "continue");

    private ConnectivityQuery() {}

    static SurveyRequest parse(Map<String, List<String>> values) throws InvalidParameterException {
        var parameters = Parameters.among(PARAMETERS, values);
        return new SurveyRequest(parameters.names("baseline"), parameters.names("namespace"),
                after(parameters), parameters.limit(DEFAULT_LIMIT, MAXIMUM_LIMIT));
    }

    private static Optional<Place> after(Parameters parameters) throws InvalidParameterException {
        var text = parameters.single("continue");
        var place = text.flatMap(ConnectivityQuery::place);
        if (text.isPresent() && place.isEmpty()) {
            throw new InvalidParameterException("continue", "the value of a previous answer", text.get());
        }
        return place;
    }

    /// The place where a page ended, as text.
    static String token(Place place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                (place.baseline() + " " + place.namespace()).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Place> place(String token) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            var space = plain.indexOf(' ');
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new Place(plain.substring(0, space), plain.substring(space + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
