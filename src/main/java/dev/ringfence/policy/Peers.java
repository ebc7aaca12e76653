package dev.ringfence.policy;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import dev.ringfence.model.language.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The other ends that one rule speaks of.
///
/// @param pods pods by their labels, the boxes together
/// @param addresses addresses outside of the cluster
/// @param podAddresses whether these addresses mean pods as well
/// @param entities peers that are neither
/// @param names the DNS names, in lower case and with a dot at the end, at whose addresses outside of the cluster further peers are
public record Peers(List<LabelBox> pods, AddressSet addresses, PodAddresses podAddresses,
        Set<Entity> entities, Language names) {
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

    /// Peers of whom none is known by a name.
    public Peers(List<LabelBox> pods, AddressSet addresses, PodAddresses podAddresses, Set<Entity> entities) {
        this(pods, addresses, podAddresses, entities, Language.NONE);
    }

    /// Pods alone.
    public static Peers pods(List<LabelBox> pods) {
        return new Peers(pods, AddressSet.NONE, PodAddresses.NOT_MATCHED, Set.of());
    }

    /// Addresses outside of the cluster alone.
    public static Peers addresses(AddressSet addresses) {
        return new Peers(List.of(), addresses, PodAddresses.NOT_MATCHED, Set.of());
    }

    /// Peers alone that are neither pods nor addresses.
    public static Peers entities(Set<Entity> entities) {
        return new Peers(List.of(), AddressSet.NONE, PodAddresses.NOT_MATCHED, entities);
    }

    /// What is found outside of the cluster by names alone.
    public static Peers names(Language names) {
        return new Peers(List.of(), AddressSet.NONE, PodAddresses.NOT_MATCHED, Set.of(), names);
    }

    /// Whether whoever is meant by `other` surely is meant here too.
    public boolean covers(Peers other) {
        return isEveryone() || (other.pods.stream()
                .allMatch(box -> pods.stream().anyMatch(here -> here.intersect(box).equals(box)))
                && other.addresses.minus(addresses).isEmpty()
                && (other.podAddresses == podAddresses || other.podAddresses == PodAddresses.NOT_MATCHED)
                && entities.containsAll(other.entities) && names.contains(other.names));
    }

    public boolean isEveryone() {
        return addresses.equals(AddressSet.ALL) && pods.contains(LabelBox.ALL)
                && entities.size() == Entity.values().length;
    }
}
