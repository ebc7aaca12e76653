package dev.ringfence.connectivity;

import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import java.util.Collection;
import java.util.List;

/// The pods of the cluster, collapsed into classes, by namespace.
public interface PodDirectory extends PeerDirectory {

    /// The pods of a class, in order of name; never none for a class of this directory.
    Collection<Pod> members(PeerClass peers);

    /// The live policies that select pods of a namespace.
    List<Policy> policies(String namespace);
}
