package dev.ringfence.policy.tiers;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.References;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The peers of one rule, as they are read one after the other.
final class TierPeers {
    private final References references;
    private final List<LabelBox> pods = new ArrayList<>();
    private final List<AddressRange> addresses = new ArrayList<>();
    private final List<Field> names = new ArrayList<>();
    private final List<Field> unknown = new ArrayList<>();

    TierPeers(References references) {
        this.references = references;
    }

    void add(Direction direction, Field peer) {
        var members = peer.members();
        if (members.size() > 1) {
            throw peer.invalid("exactly one kind of peer");
        }
        if (members.isEmpty()) {
            unknown.add(peer);
            return;
        }
        var kind = members.keySet().iterator().next();
        var egress = direction == Direction.EGRESS;
        switch (kind) {
            case "namespaces", "pods" -> pods.add(TierDecoder.pods(peer));
            case "networks" -> networks(peer.get(kind), egress);
            case "nodes" -> nodes(peer.get(kind), egress);
            case "domainNames" -> (egress ? names : unknown).addAll(peer.get(kind).items());
            default -> unknown.add(peer);
        }
    }

    private void networks(Field networks, boolean egress) {
        if (!egress) {
            unknown.add(networks);
            return;
        }
        for (var network : networks.items()) {
            addresses.add(AddressRange.parseCidr(network.raw() instanceof String text ? text : "")
                    .orElseThrow(() -> network.invalid("a CIDR such as 10.0.0.0/8 or 2001:db8::/32")));
        }
    }

    private void nodes(Field selector, boolean egress) {
        var wanted = LabelSelectorDecoder.decode(selector);
        if (!egress) {
            unknown.add(selector);
            return;
        }
        references.nodes().stream().filter(node -> wanted.matches(node.labels()))
                .flatMap(node -> node.addresses().stream())
                .forEach(address -> addresses.add(new AddressRange(address, address)));
    }

    /// Whether there is a peer of a kind that is not known, or of none: it matches nothing where the rule allows.
    boolean hasUnknown() {
        return !unknown.isEmpty();
    }

    /// Whom the rule surely means: of a domain name no address is known.
    Peers sure() {
        return peers(new AddressSet(addresses));
    }

    /// Whom the rule means at most. A domain name may stand for any address; that it is in a rule that does not allow is against
    /// the API's description, which no schema enforces.
    Peers atMost() {
        return names.isEmpty() ? sure() : peers(AddressSet.ALL);
    }

    private Peers peers(AddressSet all) {
        return new Peers(pods, all, PodAddresses.MATCHED, Set.of());
    }
}
