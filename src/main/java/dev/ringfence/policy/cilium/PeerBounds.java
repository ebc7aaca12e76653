package dev.ringfence.policy.cilium;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.language.Language;
import dev.ringfence.policy.Entity;
import dev.ringfence.policy.Peers;
import dev.ringfence.policy.PodAddresses;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whom a rule surely means, and whom it means at most.
record PeerBounds(Peers sure, Peers atMost) {
    static final PeerBounds NOBODY = of(Peers.NOBODY);
    static final PeerBounds EVERYONE = of(Peers.EVERYONE);

    /// Peers that are known.
    static PeerBounds of(Peers peers) {
        return new PeerBounds(peers, peers);
    }

    /// Peers of whom it is not known whether they are meant.
    static PeerBounds perhaps(Peers peers) {
        return new PeerBounds(Peers.NOBODY, peers);
    }

    static PeerBounds entities(Set<Entity> entities) {
        return of(Peers.entities(entities));
    }

    static PeerBounds addresses(AddressSet addresses) {
        return of(Peers.addresses(addresses));
    }

    PeerBounds union(PeerBounds other) {
        return new PeerBounds(union(sure, other.sure), union(atMost, other.atMost));
    }

    private static Peers union(Peers left, Peers right) {
        var pods = Stream.concat(left.pods().stream(), right.pods().stream()).distinct().toList();
        var entities = EnumSet.noneOf(Entity.class);
        entities.addAll(left.entities());
        entities.addAll(right.entities());
        return new Peers(pods.contains(LabelBox.ALL) ? List.of(LabelBox.ALL) : pods,
                left.addresses().union(right.addresses()), PodAddresses.NOT_MATCHED, entities,
                Language.anyOf(List.of(left.names(), right.names())));
    }
}
