package dev.ringfence.connectivity;

import dev.ringfence.model.AddressRange;
import dev.ringfence.model.Dimension;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.ValueSet;
import dev.ringfence.policy.Entity;
import java.util.Map;

/// Traffic between a subject and one kind of peer that shows an excess.
///
/// @param traffic what is in excess; not empty
/// @param certain whether it surely is
public record Flow(Peer peer, Traffic traffic, boolean certain) {

    /// The ports on which something is in excess.
    public PortSet ports() {
        return traffic.ports();
    }

    /// The other end of a flow.
    public sealed interface Peer {

        /// Pods that exist.
        record Existing(PeerClass pods) implements Peer {}

        /// Addresses outside of the cluster, or anywhere where the enforcer matches pods by address.
        record Outside(AddressRange range) implements Peer {}

        /// A peer that is neither a pod nor an address.
        record Special(Entity entity) implements Peer {}

        /// Addresses outside of the cluster that have a name.
        record Named(String name) implements Peer {}

        /// Pods that do not exist yet.
        ///
        /// @param sides what their labels and namespace must be; dimensions that are not named are free
        record Hypothetical(Map<Dimension, ValueSet> sides) implements Peer {
            public Hypothetical {
                sides = Map.copyOf(sides);
            }
        }
    }
}
