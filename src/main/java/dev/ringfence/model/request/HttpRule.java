package dev.ringfence.model.request;

import dev.ringfence.model.language.Language;
import dev.ringfence.model.language.LanguageTooLargeException;
import dev.ringfence.model.language.Meaning;
import dev.ringfence.model.language.Re2;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// One element of `http` of a Cilium rule, as it was written.
///
/// @param path an RE2 expression for the whole path; empty for any
/// @param method an RE2 expression for the whole method; empty for any
/// @param host an RE2 expression for the whole host; empty for any
/// @param headers such as `X-Token: v` for a header that must have a value, and `X-Token` for one that must be present
public record HttpRule(String path, String method, String host, List<String> headers,
        List<HeaderMatch> headerMatches) {
    private static final Pattern HEADER_NAME = Pattern.compile(":?[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> MISMATCH_ACTIONS = Set.of("LOG", "ADD", "DELETE", "REPLACE");

    public HttpRule {
        headers = List.copyOf(headers);
        headerMatches = List.copyOf(headerMatches);
    }

    /// What the rule permits.
    public Reading read() {
        var constraint = Constraint.of(List.of(Box.of(Protocol.HTTP)));
        for (var match : headerMatches) {
            if (match.name().isEmpty()) {
                return new Reading.Refused("headerMatches: a header has no name");
            }
            if (!match.mismatch().isEmpty() && !MISMATCH_ACTIONS.contains(match.mismatch())) {
                return new Reading.Refused("headerMatches: unknown mismatch action " + match.mismatch());
            }
            if (match.mismatch().isEmpty()) {
                constraint = constraint.intersect(constraint(match));
            }
        }
        for (var header : headers) {
            constraint = constraint.intersect(header(header));
        }
        var reading = and(constraint, Field.PATH, path);
        reading = reading instanceof Reading.Permitted(var sofar)
                ? and(sofar, Field.METHOD, method)
                : reading;
        return reading instanceof Reading.Permitted(var sofar) ? and(sofar, Field.HOST, host) : reading;
    }

    private static Reading and(Constraint constraint, Field field, String expression) {
        if (expression.isEmpty()) {
            return new Reading.Permitted(constraint);
        }
        return switch (Re2.meaning(expression)) {
            case Meaning.Exact(var language) -> new Reading.Permitted(constraint.intersect(
                    Constraint.of(Box.of(Protocol.HTTP), field, new Values(false, language))));
            case Meaning.Undecided(var reason) -> new Reading.Permitted(constraint.intersect(
                    Constraint.unknown("the " + field + " matches " + expression + " (" + reason + ")")));
            case Meaning.Invalid(var reason) -> new Reading.Refused(field + ": " + reason);
        };
    }

    private static Constraint constraint(HeaderMatch match) {
        if (match.secret().isEmpty()) {
            return match.value().isEmpty() ? present(match.name()) : equal(match.name(), match.value());
        }
        var otherwise = match.value().isEmpty() ? "" : ", without the secret " + match.value();
        return present(match.name())
                .intersect(Constraint.unknown("header " + Field.header(match.name()).name()
                        + " has the value of secret " + match.secret().get() + otherwise));
    }

    /// A text of `headers`, cut at its first space.
    private static Constraint header(String text) {
        var space = text.indexOf(' ');
        return space < 0
                ? present(text)
                : equal(text.substring(0, space).replaceFirst(":+$", ""), text.substring(space + 1));
    }

    private static Constraint present(String name) {
        return header(name, Language.ALL);
    }

    private static Constraint equal(String name, String value) {
        return LanguageTooLargeException.guard(() -> Language.literal(value))
                .map(language -> header(name, language.writtenAs(value)))
                .orElseGet(
                        () -> present(name).intersect(Constraint.unknown("header " + name + " is " + value)));
    }

    private static Constraint header(String name, Language language) {
        if (!HEADER_NAME.matcher(name).matches()) {
            // No request has a header of such a name.
            return Constraint.NOTHING;
        }
        var field = Field.header(name);
        return Constraint.of(Box.of(Protocol.HTTP), field, new Values(false, language));
    }
}
