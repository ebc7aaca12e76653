package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import java.util.List;
import java.util.Set;

/// Reads `fromNodes` and `toNodes`: other nodes by their labels, never the subject's own.
final class NodePeers {
    private static final Peers OTHERS = PeerBounds.entities(Set.of(Entity.REMOTE_NODE)).sure();

    private NodePeers() {}

    static PeerBounds decode(Field list, Reading reading) {
        var peers = PeerBounds.NOBODY;
        for (var item : list.items()) {
            peers = peers.union(nodes(item, reading));
        }
        if (list.items().isEmpty() || !reading.is(Option.NODE_SELECTORS_MAY_MATCH_PODS)) {
            return peers;
        }
        return peers.union(PeerBounds.perhaps(
                new Peers(List.of(LabelBox.ALL), AddressSet.NONE, PodAddresses.NOT_MATCHED, Set.of())));
    }

    private static PeerBounds nodes(Field item, Reading reading) {
        if (!reading.is(Option.NODE_SELECTOR_LABELS)) {
            throw item.invalid("no node selector, since enable-node-selector-labels is off");
        }
        var selector = selector(item);
        var nodes = reading.references().nodes();
        var matching = nodes.stream().filter(node -> selector.matches(node.labels())).count();
        if (selector.equals(LabelSelector.EVERYTHING) || (matching > 0 && matching == nodes.size())) {
            return PeerBounds.of(OTHERS);
        }
        return nodes.isEmpty() || matching > 0 ? PeerBounds.perhaps(OTHERS) : PeerBounds.NOBODY;
    }

    private static LabelSelector selector(Field item) {
        var selector = LabelSelector.EVERYTHING;
        for (var one : SelectorDecoder.decode(item).requirements()) {
            selector = selector.and(one.key(), one.values());
        }
        return selector;
    }
}
