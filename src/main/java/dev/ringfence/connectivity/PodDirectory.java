package dev.ringfence.connectivity;

import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import java.util.Collection;
import java.util.List;

/// The pods of the cluster, collapsed into classes, by namespace.
public interface PodDirectory {

    /// The namespaces that exist, in order of name.
    Collection<String> namespaces();

    /// The labels of a namespace; none where it is not known.
    Labels labels(String namespace);

    /// The classes of pods that policies can see as peers by their labels.
    Collection<PeerClass> classes(String namespace);

    /// The pods of a class, in order of name; never none for a class of this directory.
    Collection<Pod> members(PeerClass peers);

    /// The live policies that select pods of a namespace.
    List<Policy> policies(String namespace);
}
