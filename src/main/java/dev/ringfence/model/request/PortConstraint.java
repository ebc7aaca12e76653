package dev.ringfence.model.request;

import java.util.Optional;

/// What the rules of Cilium for one selector, port and protocol together say about what is said there.
///
/// Rules for the same key are not alternatives in all respects: server names and authentication that one of them demands hold
/// for all. Rules for other keys are, by [Constraint#union] of what each key permits.
///
/// @param requests the requests and the parser that knows them; empty if requests are not looked into
/// @param serverNames the names that TLS clients must ask for; empty if that does not matter
/// @param authentication the mode; empty if no rule sets one
public record PortConstraint(Optional<Parsed> requests, Optional<Constraint> serverNames,
        Optional<Authentication> authentication) {
    /// A rule that allows a port and nothing more.
    public static final PortConstraint PLAIN = new PortConstraint(Optional.empty(), Optional.empty(),
            Optional.empty());

    /// Requests that one parser knows.
    ///
    /// @param parser such as `http`
    public record Parsed(String parser, Constraint constraint) {}

    /// What came of two rules for the same key.
    public sealed interface Merge {
        /// Both together say this.
        record Merged(PortConstraint constraint) implements Merge {}

        /// They contradict each other, and Cilium applies neither.
        record Conflict(String reason) implements Merge {}
    }

    /// The rules of both for the same selector, port and protocol.
    public Merge merge(PortConstraint other) {
        if (requests.isPresent() && other.requests.isPresent()
                && !requests.get().parser().equals(other.requests.get().parser())) {
            return new Merge.Conflict("rules for the same peers and port need two parsers: "
                    + requests.get().parser() + " and " + other.requests.get().parser());
        }
        if (authentication.isPresent() && other.authentication.isPresent()
                && !authentication.equals(other.authentication)) {
            return new Merge.Conflict("rules for the same peers and port set two modes of authentication");
        }
        // A rule without requests lifts those of the other, but not its server names.
        var both = requests.flatMap(here -> other.requests
                .map(there -> new Parsed(here.parser(), here.constraint().union(there.constraint()))));
        var names = serverNames.isPresent() && other.serverNames.isPresent()
                ? Optional.of(serverNames.get().union(other.serverNames.get()))
                : serverNames.or(other::serverNames);
        return new Merge.Merged(new PortConstraint(both, names, authentication.or(other::authentication)));
    }

    /// What may be said.
    public Constraint constraint() {
        return requests.map(Parsed::constraint).orElse(Constraint.EVERYTHING)
                .intersect(serverNames.orElse(Constraint.EVERYTHING))
                .intersect(authentication.map(Authentication::constraint).orElse(Constraint.EVERYTHING));
    }
}
