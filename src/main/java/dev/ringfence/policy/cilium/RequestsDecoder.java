package dev.ringfence.policy.cilium;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.cilium.Requests.HeaderPattern;
import dev.ringfence.policy.cilium.Requests.HttpPattern;
import dev.ringfence.policy.cilium.Requests.KafkaPattern;
import java.util.List;
import java.util.Optional;

/// Reads the `rules` of an element of `toPorts`.
final class RequestsDecoder {

    private RequestsDecoder() {}

    /// The requests that are allowed; nothing where all of them are, as with a list that is empty.
    static Optional<Requests> decode(Field rules) {
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
        if (!parser.isEmpty()) {
            return Optional.of(
                    new Requests.Opaque(parser, opaque.items().stream().map(Field::textMap).toList()));
        }
        return kinds.stream().findFirst().map(kind -> requests(kind));
    }

    private static Requests requests(Field kind) {
        var items = kind.items();
        return switch (kind.path().substring(kind.path().lastIndexOf('.') + 1)) {
            case "http" -> new Requests.Http(items.stream().map(RequestsDecoder::http).toList());
            case "dns" -> new Requests.Dns(items.stream().map(NamePattern::decode).toList());
            case "kafka" -> new Requests.Kafka(items.stream().map(RequestsDecoder::kafka).toList());
            case String other -> throw new IllegalStateException("no rules are called " + other);
        };
    }

    private static HttpPattern http(Field rule) {
        Structure.object(rule);
        return new HttpPattern(filled(rule.get("path")), filled(rule.get("method")), filled(rule.get("host")),
                rule.get("headers").texts(),
                rule.get("headerMatches").items().stream().map(RequestsDecoder::header).toList());
    }

    private static HeaderPattern header(Field match) {
        Structure.object(match);
        var secret = match.get("secret");
        var mismatch = match.get("mismatch");
        return new HeaderPattern(match.get("name").text(), match.get("value").optionalText(),
                secret.present() ? Optional.of(RestrictionDecoder.secret(secret)) : Optional.empty(),
                mismatch.present()
                        ? Optional.of(mismatch.oneOf("", "LOG", "ADD", "DELETE", "REPLACE"))
                        : Optional.empty());
    }

    private static KafkaPattern kafka(Field rule) {
        Structure.object(rule);
        var role = filled(rule.get("role"));
        role.ifPresent(_ -> rule.get("role").oneOf("", "produce", "consume"));
        if (role.isPresent() && filled(rule.get("apiKey")).isPresent()) {
            throw rule.get("apiKey").invalid("no apiKey beside role");
        }
        return new KafkaPattern(role, filled(rule.get("apiKey")), filled(rule.get("apiVersion")),
                filled(rule.get("clientID")), filled(rule.get("topic")));
    }

    /// Empty text asks for nothing.
    private static Optional<String> filled(Field field) {
        return field.optionalText().filter(text -> !text.isEmpty());
    }

    /// Refuses ports for which the agent takes no such rules.
    static void check(Requests requests, Field element, Direction direction) {
        var ports = element.get("ports");
        var dns = requests instanceof Requests.Dns;
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
