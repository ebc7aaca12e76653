package dev.ringfence.policy;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The other ends that one rule speaks of.
///
/// @param pods pods by their labels, the boxes together
/// @param addresses addresses outside of the cluster
/// @param podAddresses whether these addresses mean pods as well
/// @param entities peers that are neither
public record Peers(List<LabelBox> pods, AddressSet addresses, PodAddresses podAddresses,
        Set<Entity> entities) {
    /// Everyone, inside and outside the cluster.
    public static final Peers EVERYONE = new Peers(List.of(LabelBox.ALL), AddressSet.ALL,
            PodAddresses.NOT_MATCHED,
            EnumSet.allOf(Entity.class));
    public static final Peers NOBODY = new Peers(List.of(), AddressSet.NONE, PodAddresses.NOT_MATCHED,
            Set.of());

    public Peers {
        pods = List.copyOf(pods);
        entities = Set.copyOf(entities);
        // Said of no addresses, or where all pods are meant anyway, it means nothing, and has one form.
        podAddresses = addresses.isEmpty() || pods.contains(LabelBox.ALL)
                ? PodAddresses.NOT_MATCHED
                : podAddresses;
    }

    /// Pods alone.
    public static Peers pods(List<LabelBox> pods) {
        return new Peers(pods, AddressSet.NONE, PodAddresses.NOT_MATCHED, Set.of());
    }

    public boolean isEveryone() {
        return addresses.equals(AddressSet.ALL) && pods.contains(LabelBox.ALL)
                && entities.size() == Entity.values().length;
    }
}
