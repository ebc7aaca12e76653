package dev.ringfence.policy.cilium;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one element of a list of rules.
final class RuleDecoder {

    private RuleDecoder() {}

    /// Some ports of a rule, and what it asks for on them.
    private record Part(PortBounds ports, Restriction restriction) {}

    /// What an element says, as one rule for all ports on which it asks for nothing more, and one for each other element of
    /// `toPorts`.
    ///
    /// @param path where the element stands in its object
    static List<RestrictedRule> decode(Field rule, RuleList list, String path, Reading reading) {
        var allows = list.action() == Action.ALLOW;
        Structure.object(rule);
        var toPorts = rule.get("toPorts");
        var icmps = rule.get("icmps");
        if (!toPorts.items().isEmpty() && !icmps.items().isEmpty()) {
            throw icmps.invalid("no ICMP beside toPorts");
        }
        var hasPorts = !toPorts.items().isEmpty() || !icmps.items().isEmpty();
        var peers = PeersDecoder.decode(rule, list, hasPorts, reading);
        var names = allows
                ? rule.get("toFQDNs").items().stream().map(NamePattern::decode).toList()
                : List.<NamePattern>of();
        var mode = mode(rule.get("authentication"));
        var rules = new ArrayList<RestrictedRule>();
        for (var part : hasPorts ? parts(toPorts, icmps, list, reading) : List.of(everything())) {
            rules(list, path, peers, part.ports())
                    .forEach(one -> rules.add(new RestrictedRule(one, part.restriction().of(mode, names))));
        }
        rules.removeIf(one -> one.rule().atMost().equals(Peers.NOBODY) && names.isEmpty());
        return rules;
    }

    private static Optional<String> mode(Field authentication) {
        if (!authentication.present()) {
            return Optional.empty();
        }
        var mode = Structure.object(authentication).get("mode");
        var written = mode.oneOf("none", "disabled", "required", "test-always-fail");
        if (written.equals("none")) {
            throw mode.invalid("one of disabled, required, test-always-fail");
        }
        return Optional.of(written);
    }

    private static Part everything() {
        return new Part(PortBounds.of(PortSet.ALL), Restriction.NONE);
    }

    private static List<Part> parts(Field toPorts, Field icmps, RuleList list, Reading reading) {
        var plain = PortBounds.of(IcmpDecoder.decode(icmps, reading));
        var parts = new ArrayList<Part>();
        for (var element : toPorts.items()) {
            Structure.object(element);
            var restriction = Restriction.NONE;
            if (list.action() == Action.ALLOW) {
                restriction = RestrictionDecoder.decode(element, list.direction(), reading);
            }
            var ports = PortsDecoder.decode(element.get("ports"), list.direction(), reading);
            if (restriction.equals(Restriction.NONE)) {
                plain = plain.union(ports);
            } else {
                parts.add(new Part(ports, restriction));
            }
        }
        parts.addFirst(new Part(plain, Restriction.NONE));
        return parts;
    }

    private static List<Rule> rules(RuleList list, String path, PeerBounds peers, PortBounds ports) {
        var rules = new ArrayList<Rule>();
        if (!ports.sure().isEmpty()) {
            rules.add(new Rule(list.direction(), path, list.action(), peers.sure(), peers.atMost(),
                    ports.sure()));
        }
        var perhaps = ports.atMost().minus(ports.sure());
        if (!perhaps.isEmpty()) {
            rules.add(new Rule(list.direction(), path, list.action(), Peers.NOBODY, peers.atMost(), perhaps));
        }
        return rules;
    }
}
