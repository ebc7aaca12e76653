package dev.ringfence.policy.cilium;

import dev.ringfence.model.PortSet;
import dev.ringfence.model.request.Authentication;
import dev.ringfence.model.request.PortConstraint;
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
    private record Part(PortBounds ports, PortConstraint said) {}

    /// What an element says, as one rule for all ports on which it asks for nothing more, and one for each other element of
    /// `toPorts`.
    ///
    /// @param path where the element stands in its object
    static List<Rule> decode(Field rule, RuleList list, String path, Reading reading) {
        Structure.object(rule);
        var toPorts = rule.get("toPorts");
        var icmps = rule.get("icmps");
        if (!toPorts.items().isEmpty() && !icmps.items().isEmpty()) {
            throw icmps.invalid("no ICMP beside toPorts");
        }
        var hasPorts = !toPorts.items().isEmpty() || !icmps.items().isEmpty();
        var peers = PeersDecoder.decode(rule, list, hasPorts, reading);
        var mode = mode(rule.get("authentication"));
        var rules = new ArrayList<Rule>();
        var parts = hasPorts
                ? parts(toPorts, icmps, mode, list, reading)
                : List.of(new Part(PortBounds.of(PortSet.ALL), saying(mode)));
        for (var part : parts) {
            rules.addAll(rules(list, path, peers, part));
        }
        rules.removeIf(one -> one.atMost().equals(Peers.NOBODY));
        return rules;
    }

    private static Optional<Authentication> mode(Field authentication) {
        if (!authentication.present()) {
            return Optional.empty();
        }
        var mode = Structure.object(authentication).get("mode");
        return Optional.of(switch (mode.oneOf("", "disabled", "required", "test-always-fail")) {
            case "disabled" -> Authentication.DISABLED;
            case "required" -> Authentication.REQUIRED;
            case "test-always-fail" -> Authentication.ALWAYS_FAILS;
            default -> throw mode.invalid("one of disabled, required, test-always-fail");
        });
    }

    private static PortConstraint saying(Optional<Authentication> mode) {
        return new PortConstraint(Optional.empty(), Optional.empty(), mode);
    }

    private static List<Part> parts(Field toPorts, Field icmps, Optional<Authentication> mode, RuleList list,
            Reading reading) {
        var plain = saying(mode);
        var ports = PortBounds.of(IcmpDecoder.decode(icmps, reading));
        var parts = new ArrayList<Part>();
        for (var element : toPorts.items()) {
            Structure.object(element);
            var said = list.action() == Action.ALLOW
                    ? RestrictionDecoder.decode(element, list.direction(), mode, reading)
                    : plain;
            var here = PortsDecoder.decode(element.get("ports"), list.direction(), reading);
            if (said.equals(plain)) {
                ports = ports.union(here);
            } else {
                parts.add(new Part(here, said));
            }
        }
        parts.addFirst(new Part(ports, plain));
        return parts;
    }

    private static List<Rule> rules(RuleList list, String path, PeerBounds peers, Part part) {
        var rules = new ArrayList<Rule>();
        var ports = part.ports();
        if (!ports.sure().isEmpty()) {
            rules.add(new Rule(list.direction(), path, list.action(), peers.sure(), peers.atMost(),
                    ports.sure(), part.said()));
        }
        var perhaps = ports.atMost().minus(ports.sure());
        if (!perhaps.isEmpty()) {
            rules.add(new Rule(list.direction(), path, list.action(), Peers.NOBODY, peers.atMost(), perhaps,
                    part.said()));
        }
        return rules;
    }
}
