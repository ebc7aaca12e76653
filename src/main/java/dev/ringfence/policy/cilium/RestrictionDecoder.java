package dev.ringfence.policy.cilium;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what an element of `toPorts` asks for beyond ports.
final class RestrictionDecoder {
    private static final Pattern SERVER_NAME = Pattern
            .compile("(?:\\*?\\*\\.)?[-a-zA-Z0-9_]+(?:\\.[-a-zA-Z0-9_]+)*\\.?");
    private static final int LONGEST_NAME = 255;
    private static final int LOWEST_PRIORITY = 100;

    private RestrictionDecoder() {}

    static Restriction decode(Field element, Direction direction, Reading reading) {
        var requests = RequestsDecoder.decode(element.get("rules"));
        if (requests.isPresent() && !reading.is(Option.L7_PROXY)) {
            throw element.get("rules").invalid("no rules, since enable-l7-proxy is off");
        }
        requests.ifPresent(rules -> RequestsDecoder.check(rules, element, direction));
        var terminating = tls(element.get("terminatingTLS"));
        tls(element.get("originatingTLS"));
        var names = element.get("serverNames");
        var serverNames = names.items().stream().map(RestrictionDecoder::serverName).toList();
        if (requests.isPresent() && !serverNames.isEmpty() && !terminating) {
            throw names.invalid("no server names beside rules, unless there is terminatingTLS");
        }
        return new Restriction(requests, serverNames,
                listener(element.get("listener"), direction, requests.isPresent()), Optional.empty(),
                List.of());
    }

    private static String serverName(Field name) {
        var text = name.text();
        if (text.length() > LONGEST_NAME || !SERVER_NAME.matcher(text).matches()) {
            throw name.invalid("a DNS name of at most " + LONGEST_NAME
                    + " characters, with *. or **. before it or not");
        }
        return text;
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

    private static Optional<String> listener(Field listener, Direction direction, boolean hasRequests) {
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
        return Optional.of(kind + " " + config.get("name").text() + " " + listener.get("name").text()
                + (priority.present() ? " " + priority.integer(1, LOWEST_PRIORITY) : ""));
    }
}
