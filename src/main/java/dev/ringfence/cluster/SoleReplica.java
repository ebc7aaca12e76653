package dev.ringfence.cluster;

import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.Leadership;

/// The only replica, which leads without an election.
public record SoleReplica(String identity) implements WriteFence {

    /// Tells the loop that this replica leads.
    public void start(Inbox inbox) {
        inbox.put(new LeadershipChange(new Leadership(true, identity, identity)));
    }

    @Override
    public boolean mayWrite() {
        return true;
    }
}
