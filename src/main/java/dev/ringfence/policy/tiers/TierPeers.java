package dev.ringfence.policy.tiers;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import dev.ringfence.policy.References;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The peers of one rule, as they are read one after the other.
final class TierPeers {
    private static final Pattern DOMAIN_NAME = Pattern.compile(
            "(?:\\*\\.)?(?:[a-zA-Z0-9_](?:[-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.)+[a-zA-Z0-9_](?:[-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.?");
    private static final Set<String> WITHOUT_PORT_NAMES = Set.of("networks", "nodes", "domainNames");

    private final References references;
    private final PodAddresses podsByAddress;
    private final List<LabelBox> pods = new ArrayList<>();
    private final List<AddressRange> addresses = new ArrayList<>();
    private final List<Field> names = new ArrayList<>();
    private final List<Field> unknown = new ArrayList<>();

    TierPeers(DecodingContext context) {
        this.references = context.references();
        this.podsByAddress = context.profile().networksMatchPods()
                ? PodAddresses.MATCHED
                : PodAddresses.NOT_MATCHED;
    }

    /// Adds the next peer of the rule.
    ///
    /// @param byPortName whether the rule names ports, which only pods can declare
    void add(Direction direction, Field peer, boolean byPortName) {
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
        if (egress && byPortName && WITHOUT_PORT_NAMES.contains(kind)) {
            throw peer.get(kind).invalid("pods or namespaces, since the rule names a port");
        }
        switch (kind) {
            case "namespaces", "pods" -> pods.add(TierDecoder.pods(peer));
            case "networks" -> networks(peer.get(kind), egress);
            case "nodes" -> nodes(peer.get(kind), egress);
            case "domainNames" -> domainNames(peer.get(kind), egress);
            default -> unknown.add(peer);
        }
    }

    private void networks(Field networks, boolean egress) {
        if (!egress) {
            unknown.add(networks);
            return;
        }
        for (var network : Limits.someItems(networks, Limits.IN_PEER, "CIDR")) {
            addresses.add(AddressRange.parseCidr(network.raw() instanceof String text ? text : "")
                    .orElseThrow(() -> network.invalid("a CIDR such as 10.0.0.0/8 or 2001:db8::/32")));
        }
    }

    private void domainNames(Field list, boolean egress) {
        if (!egress) {
            unknown.add(list);
            return;
        }
        for (var name : Limits.someItems(list, Limits.IN_PEER, "name")) {
            if (!(name.raw() instanceof String text) || !DOMAIN_NAME.matcher(text).matches()) {
                throw name.invalid("a DNS name of two labels or more, with *. before it or not");
            }
            names.add(name);
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
        return new Peers(pods, all, podsByAddress, Set.of());
    }
}
