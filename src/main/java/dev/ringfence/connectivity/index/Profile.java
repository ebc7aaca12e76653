package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.AddressBounds;
import dev.ringfence.connectivity.PeerReach;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the same policies hold in the same way: classes that are treated alike in one direction.
final class Profile {
    private final Key key;
    private final Row row;
    private final IdSet subjects = new IdSet();
    private @Nullable AddressBounds outside;

    /// All that decides.
    ///
    /// @param policies those that act in the direction, in order
    /// @param ports the subjects' own named ports, where some policy may ask for them
    record Key(Direction direction, List<HeldPolicy> policies, List<ContainerPort> ports) {

        static Key of(Direction direction, PolicyList selecting, List<ContainerPort> ports) {
            var acting = new ArrayList<HeldPolicy>(selecting.size());
            var named = false;
            for (var i = 0; i < selecting.size(); i++) {
                var held = selecting.get(i);
                if (held.concerns(direction)) {
                    acting.add(held);
                    named |= held.namesPorts();
                }
            }
            return new Key(direction, List.copyOf(acting),
                    named && direction == Direction.INGRESS ? ports : List.of());
        }

        PeerReach reach(EnforcementProfile enforcer) {
            return PeerReach.of(policies.stream().map(HeldPolicy::policy).toList(), direction, ports,
                    enforcer);
        }
    }

    Profile(Key key, Row row) {
        this.key = key;
        this.row = row;
    }

    Key key() {
        return key;
    }

    /// The classes that it holds.
    IdSet subjects() {
        return subjects;
    }

    /// What it allows with each class.
    Row row() {
        return row;
    }

    /// What it allows with each address outside of the cluster.
    AddressBounds outside(EnforcementProfile enforcer) {
        var bounds = outside == null ? key.reach(enforcer).outside() : outside;
        outside = bounds;
        return bounds;
    }
}
