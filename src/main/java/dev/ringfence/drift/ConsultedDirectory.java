package dev.ringfence.drift;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A directory that notes whose policies were asked for: a judgement rests on them too.
final class ConsultedDirectory implements PodDirectory {
    private final PodDirectory directory;
    private final Set<String> consulted = new TreeSet<>();

    ConsultedDirectory(PodDirectory directory) {
        this.directory = directory;
    }

    /// The namespaces whose policies were asked for.
    Set<String> consulted() {
        return Set.copyOf(consulted);
    }

    @Override
    public List<Policy> policies(String namespace) {
        consulted.add(namespace);
        return directory.policies(namespace);
    }

    @Override
    public Collection<String> namespaces() {
        return directory.namespaces();
    }

    @Override
    public Labels labels(String namespace) {
        return directory.labels(namespace);
    }

    @Override
    public Collection<PeerClass> classes(String namespace) {
        return directory.classes(namespace);
    }

    @Override
    public Collection<Pod> members(PeerClass peers) {
        return directory.members(peers);
    }
}
