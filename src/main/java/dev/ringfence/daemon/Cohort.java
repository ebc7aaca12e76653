package dev.ringfence.daemon;

import dev.ringfence.connectivity.PeerClass;

/// The pods of one class, while there are any.
final class Cohort {
    private final PeerClass peers;
    private final PodList members = new PodList();

    Cohort(PeerClass peers) {
        this.peers = peers;
    }

    PeerClass peers() {
        return peers;
    }

    PodList members() {
        return members;
    }
}
