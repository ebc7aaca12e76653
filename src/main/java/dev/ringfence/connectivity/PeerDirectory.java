package dev.ringfence.connectivity;

import dev.ringfence.model.Labels;
import java.util.Collection;

/// The classes of pods of a cluster, by namespace.
public interface PeerDirectory {

    /// The namespaces that exist, in order of name.
    Collection<String> namespaces();

    /// The labels of a namespace; none where it is not known.
    Labels labels(String namespace);

    /// The classes of pods that policies can see as peers by their labels.
    Collection<PeerClass> classes(String namespace);
}
