package dev.ringfence.policy.cilium;

import dev.ringfence.model.language.Meaning;
import dev.ringfence.model.request.Constraint;
import dev.ringfence.model.request.HeaderMatch;
import dev.ringfence.model.request.HttpRule;
import dev.ringfence.model.request.KafkaRule;
import dev.ringfence.model.request.PortConstraint.Parsed;
import dev.ringfence.model.request.Reading.Permitted;
import dev.ringfence.model.request.Reading.Refused;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.Direction;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the `rules` of an element of `toPorts`.
final class RequestsDecoder {

    private RequestsDecoder() {}

    /// The requests that are allowed; nothing where all of them are, as with a list that is empty.
    static Optional<Parsed> decode(Field rules, Reading reading) {
        if (!rules.present()) {
            return Optional.empty();
        }
        Structure.object(rules);
        var opaque = rules.get("l7");
        var parser = rules.get("l7proto").optionalText().orElse("");
        if (!opaque.items().isEmpty() && parser.isEmpty()) {
            throw opaque.invalid("l7proto beside l7");
        }
        var kinds = List.of("http", "dns", "kafka").stream().map(rules::get)
                .filter(kind -> !kind.items().isEmpty()).toList();
        if (kinds.size() + (parser.isEmpty() ? 0 : 1) > 1) {
            throw rules.invalid("rules of one kind only");
        }
        return parser.isEmpty()
                ? kinds.stream().findFirst().map(kind -> requests(kind, reading))
                : Optional.of(new Parsed(parser, opaque(parser, opaque)));
    }

    private static Parsed requests(Field kind, Reading reading) {
        var name = kind.path().substring(kind.path().lastIndexOf('.') + 1);
        return new Parsed(name, Constraint.anyOf(kind.items().stream().map(item -> switch (name) {
            case "http" -> http(item);
            case "dns" -> dns(item, reading);
            case "kafka" -> kafka(item);
            default -> throw new IllegalStateException("no rules are called " + name);
        }).toList()));
    }

    /// What only a parser of its own can tell.
    private static Constraint opaque(String parser, Field list) {
        return list.items().isEmpty()
                ? Constraint.unknown("the parser " + parser + " lets it pass")
                : Constraint.anyOf(list.items().stream().map(item -> Constraint.unknown(
                        "the parser " + parser + " finds " + new TreeMap<>(item.textMap()))).toList());
    }

    private static Constraint http(Field rule) {
        Structure.object(rule);
        var written = new HttpRule(text(rule.get("path")), text(rule.get("method")), text(rule.get("host")),
                rule.get("headers").texts(),
                rule.get("headerMatches").items().stream().map(RequestsDecoder::header).toList());
        return switch (written.read()) {
            case Permitted(var requests) -> requests;
            case Refused(var reason) -> throw refused(rule, reason);
        };
    }

    private static HeaderMatch header(Field match) {
        Structure.object(match);
        var secret = match.get("secret");
        return new HeaderMatch(match.get("name").text(), text(match.get("value")),
                secret.present() ? Optional.of(RestrictionDecoder.secret(secret)) : Optional.empty(),
                match.get("mismatch").oneOf("", "", "LOG", "ADD", "DELETE", "REPLACE"));
    }

    private static Constraint dns(Field rule, Reading reading) {
        return switch (NamePeers.meaning(rule, reading)) {
            case Meaning.Exact(var names) -> Constraint.dns(names);
            case Meaning.Undecided(var reason) -> Constraint.unknown(
                    "the DNS name matches " + rule.get("matchPattern").text() + " (" + reason + ")");
            case Meaning.Invalid(var reason) -> throw rule.invalid(reason);
        };
    }

    private static Constraint kafka(Field rule) {
        Structure.object(rule);
        var written = new KafkaRule(text(rule.get("role")), text(rule.get("apiKey")),
                text(rule.get("apiVersion")), text(rule.get("clientID")), text(rule.get("topic")));
        return switch (written.read()) {
            case Permitted(var requests) -> requests;
            case Refused(var reason) -> throw refused(rule, reason);
        };
    }

    /// Empty text asks for nothing.
    private static String text(Field field) {
        return field.optionalText().orElse("");
    }

    private static InvalidFieldException refused(Field rule, String reason) {
        return rule.invalid("a rule that Cilium takes (" + reason + ")");
    }

    /// Refuses ports for which the agent takes no such rules.
    static void check(Parsed requests, Field element, Direction direction) {
        var ports = element.get("ports");
        var dns = requests.parser().equals("dns");
        if (dns && direction == Direction.INGRESS) {
            throw element.get("rules").get("dns").invalid("no rules for DNS in ingress");
        }
        if (dns && ports.items().isEmpty()) {
            throw ports.invalid("at least one port for rules for DNS");
        }
        for (var entry : ports.items()) {
            checkPort(entry, dns);
        }
    }

    private static void checkPort(Field entry, boolean dns) {
        var port = entry.get("port");
        if (port.text().matches("0+")) {
            throw port.invalid("a port other than 0 for rules");
        }
        if (dns && entry.get("endPort").present()) {
            throw entry.get("endPort").invalid("no range of ports for rules for DNS");
        }
        var protocol = entry.get("protocol");
        var written = protocol.optionalText().orElse("ANY");
        if (dns ? written.equals("SCTP") : !written.equals("TCP")) {
            throw protocol.invalid(dns ? "TCP, UDP or ANY for rules for DNS" : "TCP for rules");
        }
    }
}
