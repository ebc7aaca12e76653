package dev.ringfence.policy;

import dev.ringfence.model.AddressSet;
import dev.ringfence.model.LabelBox;
import java.util.List;

/// The other ends that one rule speaks of.
///
/// @param pods pods by their labels, the boxes together
/// @param addresses addresses, whoever holds them; whether that includes pods is the enforcer's choice
public record Peers(List<LabelBox> pods, AddressSet addresses) {
    /// Everyone, inside and outside the cluster.
    public static final Peers EVERYONE = new Peers(List.of(LabelBox.ALL), AddressSet.ALL);

    public Peers {
        pods = List.copyOf(pods);
    }

    public boolean isEveryone() {
        return addresses.equals(AddressSet.ALL) && pods.contains(LabelBox.ALL);
    }
}
