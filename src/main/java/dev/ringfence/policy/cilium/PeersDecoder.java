package dev.ringfence.policy.cilium;

import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the peers of one rule.
///
/// A rule that names no peers at all means everyone, as far as it names ports; one that names an empty list of them means nobody.
final class PeersDecoder {

    private PeersDecoder() {}

    /// The fields of a rule that name peers.
    static List<String> fields(RuleList list) {
        var fields = new ArrayList<>(List.of(list.peers("Endpoints"), list.peers("CIDR"),
                list.peers("CIDRSet"), list.peers("Entities"), list.peers("Groups"), list.peers("Nodes")));
        if (list.direction() == Direction.EGRESS) {
            fields.add("toServices");
            if (list.action() == Action.ALLOW) {
                fields.add("toFQDNs");
            }
        }
        return fields;
    }

    /// Whom a rule means.
    ///
    /// @param hasPorts whether the rule names ports or types of ICMP messages
    static PeerBounds decode(Field rule, RuleList list, boolean hasPorts, Reading reading) {
        var present = fields(list).stream().map(rule::get).filter(Field::present).toList();
        var filled = present.stream().filter(field -> !field.items().isEmpty()).toList();
        if (filled.size() > 1) {
            throw filled.get(1).invalid("peers of one kind only, beside " + filled.getFirst().path());
        }
        var everyone = hasPorts ? PeerBounds.EVERYONE : PeerBounds.NOBODY;
        if (present.isEmpty()) {
            return everyone;
        }
        var unclear = PeerBounds.perhaps(everyone.atMost());
        if (filled.isEmpty()) {
            return present.stream().allMatch(PeersDecoder::meansNobodyWhenEmpty)
                    ? PeerBounds.NOBODY
                    : unclear;
        }
        // The agent translates toServices in egress only, and where it finds no Service the rule has no peers left.
        var peers = peers(filled.getFirst(), list, reading).orElse(unclear);
        return present.size() == 1 ? peers : PeerBounds.perhaps(peers.atMost());
    }

    private static boolean meansNobodyWhenEmpty(Field field) {
        var path = field.path();
        return !path.endsWith("toServices") && !path.endsWith("toFQDNs") && !path.endsWith("Groups");
    }

    private static Optional<PeerBounds> peers(Field field, RuleList list, Reading reading) {
        var name = field.path().substring(field.path().lastIndexOf('.') + 1);
        return switch (name.replaceFirst("^(from|to)", "")) {
            case "Endpoints" -> Optional.of(EndpointPeers.decode(field, reading));
            case "CIDR" -> Optional.of(CidrPeers.decode(field, reading));
            case "CIDRSet" -> Optional.of(CidrPeers.decodeSets(field, reading));
            case "Entities" -> Optional.of(EntityPeers.decode(field));
            case "Groups" -> Optional.of(GroupPeers.decode(field, reading));
            case "Nodes" -> Optional.of(NodePeers.decode(field, reading));
            case "Services" -> ServicePeers.decode(field, reading).filter(_ -> list.action() == Action.ALLOW);
            case "FQDNs" -> Optional.of(NamePeers.decode(field, reading));
            case String other -> throw new IllegalStateException("no peers are called " + other);
        };
    }
}
