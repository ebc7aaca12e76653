package dev.ringfence.connectivity.index;

import dev.ringfence.connectivity.PeerReach;
import dev.ringfence.model.ContainerPort;
import dev.ringfence.policy.Direction;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the same policies hold in the same way: classes that are treated alike in one direction.
final class Profile {
    private final Key key;
    private final Row row;
    private final IdSet subjects = new IdSet();

    /// All that decides.
    ///
    /// @param policies those that act in the direction, in order
    /// @param ports the subjects' own named ports, where some policy may ask for them
    record Key(Direction direction, List<HeldPolicy> policies, List<ContainerPort> ports) {

        static Key of(Direction direction, HeldPolicy[] selecting, List<ContainerPort> ports) {
            var acting = new ArrayList<HeldPolicy>(selecting.length);
            var named = false;
            for (var policy : selecting) {
                if (policy.concerns(direction)) {
                    acting.add(policy);
                    named |= policy.namesPorts();
                }
            }
            return new Key(direction, Collections.unmodifiableList(acting),
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
        row.selectors().forEach(selector -> selector.askers().add(this));
    }

    Key key() {
        return key;
    }

    /// The classes that it holds.
    IdSet subjects() {
        return subjects;
    }

    /// What it allows.
    Row row() {
        return row;
    }

    /// Ends its use of selectors.
    void release(Selectors selectors) {
        for (var selector : row.selectors()) {
            selector.askers().remove(this);
            selectors.release(selector);
        }
    }
}
