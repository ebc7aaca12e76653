package dev.ringfence.policy.cilium;

import dev.ringfence.model.language.DomainNames;
import dev.ringfence.model.language.DomainNames.ServerNameSyntax;
import dev.ringfence.model.language.Meaning;
import dev.ringfence.model.request.Authentication;
import dev.ringfence.model.request.Constraint;
import dev.ringfence.model.request.PortConstraint;
import dev.ringfence.model.request.PortConstraint.Parsed;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Direction;
import java.util.Optional;

/// Reads what an element of `toPorts` asks for beyond ports.
final class RestrictionDecoder {
    private static final int LOWEST_PRIORITY = 100;

    private RestrictionDecoder() {}

    static PortConstraint decode(Field element, Direction direction, Optional<Authentication> mode,
            Reading reading) {
        var requests = RequestsDecoder.decode(element.get("rules"), reading);
        if (requests.isPresent() && !reading.is(Option.L7_PROXY)) {
            throw element.get("rules").invalid("no rules, since enable-l7-proxy is off");
        }
        requests.ifPresent(rules -> RequestsDecoder.check(rules, element, direction));
        var terminating = tls(element.get("terminatingTLS"));
        tls(element.get("originatingTLS"));
        var names = element.get("serverNames");
        var serverNames = names.items().stream().map(name -> serverName(name, reading)).toList();
        if (requests.isPresent() && !serverNames.isEmpty() && !terminating) {
            throw names.invalid("no server names beside rules, unless there is terminatingTLS");
        }
        var listener = listener(element.get("listener"), direction, requests.isPresent());
        return new PortConstraint(requests.or(() -> listener),
                serverNames.isEmpty() ? Optional.empty() : Optional.of(Constraint.anyOf(serverNames)), mode);
    }

    private static Constraint serverName(Field name, Reading reading) {
        var syntax = reading.is(Option.SERVER_NAME_PATTERNS)
                ? ServerNameSyntax.WILDCARDS
                : ServerNameSyntax.EXACT;
        return switch (DomainNames.serverName(name.text(), syntax)) {
            case Meaning.Exact(var names) -> Constraint.serverNames(names);
            case Meaning.Undecided(var reason) -> Constraint
                    .unknown("the server name matches " + name.text() + " (" + reason + ")");
            case Meaning.Invalid _ -> throw name
                    .invalid("a DNS name of at most 255 characters, with *. or **. before it or not");
        };
    }

    /// Whether there is a TLS context.
    private static boolean tls(Field context) {
        if (!context.present()) {
            return false;
        }
        Structure.object(context);
        secret(context.get("secret"));
        return true;
    }

    /// `namespace/name` of a Secret.
    static String secret(Field secret) {
        Structure.object(secret);
        return secret.get("namespace").optionalText().orElse("") + "/" + secret.get("name").text();
    }

    /// What the proxy behind a listener lets pass, only its own configuration says.
    private static Optional<Parsed> listener(Field listener, Direction direction, boolean hasRequests) {
        if (!listener.present()) {
            return Optional.empty();
        }
        Structure.object(listener);
        if (direction == Direction.INGRESS) {
            throw listener.invalid("no listener in ingress");
        }
        if (hasRequests) {
            throw listener.invalid("no listener beside rules");
        }
        var config = Structure.object(listener.get("envoyConfig"));
        var kind = config.get("kind").oneOf("", "CiliumEnvoyConfig", "CiliumClusterwideEnvoyConfig");
        var priority = listener.get("priority");
        var text = "listener " + listener.get("name").text() + " of "
                + (kind.isEmpty() ? "" : kind + " ") + config.get("name").text()
                + (priority.present() ? " at priority " + priority.integer(1, LOWEST_PRIORITY) : "");
        return Optional.of(new Parsed(text, Constraint.unknown("the " + text + " lets it pass")));
    }
}
