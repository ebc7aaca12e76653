package dev.ringfence.policy.kubernetes;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import java.util.ArrayList;
import java.util.Set;

/// Reads the `from` or `to` list of a NetworkPolicy rule.
final class PeersDecoder {

    private PeersDecoder() {}

    static String ruleField(Direction direction) {
        return switch (direction) {
            case INGRESS -> "ingress";
            case EGRESS -> "egress";
        };
    }

    static String peersField(Direction direction) {
        return switch (direction) {
            case INGRESS -> "from";
            case EGRESS -> "to";
        };
    }

    /// The peers of a list; everyone where it is absent or empty.
    static Peers decode(String namespace, Field list) {
        var items = list.items();
        if (items.isEmpty()) {
            return Peers.EVERYONE;
        }
        var pods = new ArrayList<LabelBox>();
        var addresses = AddressSet.NONE;
        for (var peer : items) {
            peer.only("podSelector", "namespaceSelector", "ipBlock");
            if (peer.get("ipBlock").present()) {
                addresses = addresses.union(addresses(peer));
            } else {
                pods.add(pods(namespace, peer));
            }
        }
        return new Peers(pods, addresses, PodAddresses.UP_TO_ENFORCER, Set.of());
    }

    private static LabelBox pods(String namespace, Field peer) {
        var podSelector = peer.get("podSelector");
        var namespaceSelector = peer.get("namespaceSelector");
        if (!podSelector.present() && !namespaceSelector.present()) {
            throw peer.invalid("at least one of podSelector, namespaceSelector, ipBlock");
        }
        var pods = namespaceSelector.present()
                ? LabelSelectorDecoder.decode(namespaceSelector).onNamespaces()
                : LabelBox.namespace(namespace);
        return podSelector.present()
                ? pods.intersect(LabelSelectorDecoder.decode(podSelector).onPods())
                : pods;
    }

    private static AddressSet addresses(Field peer) {
        for (var selector : new String[]{"podSelector", "namespaceSelector"}) {
            if (peer.get(selector).present()) {
                throw peer.get(selector).invalid("nothing beside ipBlock");
            }
        }
        var block = peer.get("ipBlock").only("cidr", "except");
        var cidr = cidr(block.get("cidr"));
        var addresses = AddressSet.of(cidr);
        for (var exception : block.get("except").items()) {
            var excepted = cidr(exception);
            if (!cidr.contains(excepted) || cidr.equals(excepted)) {
                throw exception.invalid("a smaller part of " + block.get("cidr").text());
            }
            addresses = addresses.minus(AddressSet.of(excepted));
        }
        return addresses;
    }

    private static AddressRange cidr(Field field) {
        return AddressRange.parseCidr(field.raw() instanceof String text ? text : "")
                .orElseThrow(() -> field.invalid("a CIDR such as 10.0.0.0/8 or 2001:db8::/32"));
    }
}
