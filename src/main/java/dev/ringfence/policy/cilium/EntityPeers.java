package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.tree.Field;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads `fromEntities` and `toEntities` (Cilium documentation, "Entities Based").
final class EntityPeers {
    private static final String[] NAMES = {"all", "world", "cluster", "host", "init", "ingress", "unmanaged",
            "remote-node", "health", "none", "kube-apiserver"};

    private EntityPeers() {}

    static PeerBounds decode(Field list) {
        var peers = PeerBounds.NOBODY;
        for (var item : list.items()) {
            peers = peers.union(entity(item));
        }
        return peers;
    }

    private static PeerBounds entity(Field item) {
        var name = item.oneOf("", NAMES);
        return switch (name) {
            case "" -> throw item.invalid("one of " + String.join(", ", NAMES));
            case "all" -> PeerBounds.EVERYONE;
            case "world" -> PeerBounds.addresses(AddressSet.ALL);
            case "none" -> PeerBounds.NOBODY;
            case "cluster" -> PeerBounds.of(new Peers(List.of(LabelBox.ALL), AddressSet.NONE,
                    PodAddresses.NOT_MATCHED, EnumSet.allOf(Entity.class)));
            default -> PeerBounds.entities(Set.of(Arrays.stream(Entity.values())
                    .filter(entity -> entity.text().equals(name)).findFirst().orElseThrow()));
        };
    }
}
