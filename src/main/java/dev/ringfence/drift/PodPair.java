package dev.ringfence.drift;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.model.Pod;
import java.util.Optional;

/// A guarded pod and another pod that stand for the traffic between a cell and a class of pods.
record PodPair(Pod subject, Pod peer) {

    /// The first such pair; nothing where the only pod on both sides is one and the same, whose traffic to itself no policy stops.
    static Optional<PodPair> of(SubjectCell cell, PeerClass peers, PodDirectory directory) {
        for (var subject : cell.pods()) {
            for (var peer : directory.members(peers)) {
                if (!subject.key().equals(peer.key())) {
                    return Optional.of(new PodPair(subject, peer));
                }
            }
        }
        return Optional.empty();
    }
}
