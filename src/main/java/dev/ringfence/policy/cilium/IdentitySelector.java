package dev.ringfence.policy.cilium;

import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A selector of identities: pods, but also nodes, addresses outside and the other entities, all of which have labels in Cilium.
///
/// A selector that only excludes labels also selects what has no such labels at all.
record IdentitySelector(List<Requirement> requirements) {

    IdentitySelector {
        requirements = List.copyOf(requirements);
    }

    IdentitySelector and(Requirement requirement) {
        var both = new ArrayList<>(requirements);
        both.add(requirement);
        return new IdentitySelector(both);
    }

    /// Whether it asks for a label of Kubernetes with such a key.
    boolean asks(Predicate<String> key) {
        return requirements.stream().anyMatch(one -> one.asksKubernetes() && key.test(one.key()));
    }

    boolean asksReserved() {
        return requirements.stream().anyMatch(Requirement::isReserved);
    }

    /// The pods that it selects. They have labels from Kubernetes only.
    LabelBox pods(CiliumProfile profile) {
        var box = LabelBox.ALL;
        for (var one : requirements) {
            if (one.asksKubernetes()) {
                box = box.intersect(IdentityLabels.box(one.key(), one.values(), profile));
            } else if (!one.values().contains(null)) {
                return LabelBox.NONE;
            }
        }
        return box;
    }

    /// Everyone whom it selects.
    PeerBounds peers(CiliumProfile profile) {
        var pods = pods(profile);
        var entities = EnumSet.noneOf(Entity.class);
        for (var entity : Entity.values()) {
            if (selects(Set.of(entity.text()))) {
                entities.add(entity);
            }
        }
        var boxes = pods.isEmpty() ? List.<LabelBox>of() : List.of(pods);
        var least = new Peers(boxes, AddressSet.NONE, PodAddresses.NOT_MATCHED, entities);
        var most = new Peers(boxes, addresses(), PodAddresses.NOT_MATCHED, entities);
        // The labels of an address are its CIDRs in all policies of the cluster, which are not known here.
        return requirements.stream().anyMatch(Requirement::asksAddresses)
                ? new PeerBounds(least, most)
                : PeerBounds.of(most);
    }

    private AddressSet addresses() {
        var addresses = AddressSet.NONE;
        for (var family : Address.Family.values()) {
            var world = switch (family) {
                case IPV4 -> "world-ipv4";
                case IPV6 -> "world-ipv6";
            };
            if (selects(Set.of("world", world))) {
                addresses = addresses.union(AddressSet.of(AddressRange.all(family)));
            }
        }
        return addresses;
    }

    /// Whether it may select an identity that has reserved labels only.
    private boolean selects(Set<String> reserved) {
        return requirements.stream()
                .allMatch(one -> one.asksAddresses() || one.values()
                        .contains(one.asksReserved() && reserved.contains(one.key()) ? "" : null));
    }
}
