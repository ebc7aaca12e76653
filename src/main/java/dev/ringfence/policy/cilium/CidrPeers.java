package dev.ringfence.policy.cilium;

import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Node;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.kubernetes.LabelSelectorDecoder;
import dev.ringfence.policy.kubernetes.Syntax;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads CIDRs and sets of CIDRs, which never match pods, and nodes only where the installation says so.
final class CidrPeers {
    private static final Set<Entity> NODES = EnumSet.of(Entity.HOST, Entity.REMOTE_NODE);

    private CidrPeers() {}

    /// The peers of `fromCIDR` or `toCIDR`.
    static PeerBounds decode(Field list, Reading reading) {
        var addresses = AddressSet.NONE;
        for (var item : list.items()) {
            addresses = addresses.union(AddressSet.of(range(item)));
        }
        return at(addresses, reading);
    }

    /// The peers of `fromCIDRSet` or `toCIDRSet`.
    static PeerBounds decodeSets(Field list, Reading reading) {
        var peers = PeerBounds.NOBODY;
        for (var item : list.items()) {
            peers = peers.union(set(item, reading));
        }
        return peers;
    }

    private static PeerBounds set(Field set, Reading reading) {
        Structure.object(set);
        var kinds = List.of("cidr", "cidrGroupRef", "cidrGroupSelector");
        if (kinds.stream().filter(kind -> set.get(kind).present()).count() != 1) {
            throw set.invalid("exactly one of " + String.join(", ", kinds));
        }
        var cidr = set.get("cidr");
        var except = AddressSet.NONE;
        for (var item : set.get("except").items()) {
            var range = range(item);
            if (cidr.present() && !range(cidr).contains(base(item))) {
                throw item.invalid("a part of " + cidr.text());
            }
            except = except.union(AddressSet.of(range));
        }
        if (cidr.present()) {
            return at(AddressSet.of(range(cidr)).minus(except), reading);
        }
        return set.get("cidrGroupRef").present()
                ? at(named(set.get("cidrGroupRef"), reading).minus(except), reading)
                : labelled(set.get("cidrGroupSelector"), except, reading);
    }

    private static AddressSet named(Field reference, Reading reading) {
        var name = Syntax.DNS_NAME.read(reference);
        return addresses(reading.references().cidrGroups().stream().filter(group -> group.name().equals(name))
                .toList());
    }

    private static PeerBounds labelled(Field selector, AddressSet except, Reading reading) {
        var labels = LabelSelectorDecoder.decode(selector);
        var groups = reading.references().cidrGroups().stream()
                .filter(group -> labels.matches(group.labels()))
                .toList();
        var peers = at(addresses(groups).minus(except), reading);
        // Without a label that must be there, the selector that Cilium makes of it selects every identity.
        return isPositive(labels) ? peers : peers.union(PeerBounds.perhaps(Peers.EVERYONE));
    }

    private static boolean isPositive(LabelSelector labels) {
        return labels.requirements().values().stream().anyMatch(values -> !values.absent());
    }

    private static AddressSet addresses(List<CidrGroup> groups) {
        return groups.stream().map(CidrGroup::addresses).reduce(AddressSet.NONE, AddressSet::union);
    }

    /// Who is at some addresses.
    static PeerBounds at(AddressSet addresses, Reading reading) {
        var outside = PeerBounds.addresses(addresses);
        if (addresses.isEmpty() || !reading.is(Option.CIDR_MATCHES_NODES)) {
            return outside;
        }
        var nodes = reading.references().nodes();
        var known = nodes.stream().map(Node::addresses).flatMap(List::stream).toList();
        if (addresses.equals(AddressSet.ALL)
                || (!known.isEmpty() && known.stream().allMatch(addresses::contains))) {
            return outside.union(PeerBounds.entities(NODES));
        }
        return known.isEmpty() || known.stream().anyMatch(addresses::contains)
                ? outside.union(PeerBounds.perhaps(PeerBounds.entities(NODES).sure()))
                : outside;
    }

    /// The addresses of a CIDR, or a single address.
    static AddressRange range(Field field) {
        var text = field.raw() instanceof String written ? written : "";
        return AddressRange.parseCidr(text)
                .or(() -> Address.parse(text).map(address -> new AddressRange(address, address)))
                .orElseThrow(
                        () -> field.invalid("a CIDR such as 10.0.0.0/8 or 2001:db8::/32, or an address"));
    }

    private static Address base(Field cidr) {
        return Arrays.stream(cidr.text().split("/", -1)).findFirst().flatMap(Address::parse).orElseThrow();
    }
}
