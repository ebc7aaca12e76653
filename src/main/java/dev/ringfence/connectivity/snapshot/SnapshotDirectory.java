package dev.ringfence.connectivity.snapshot;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.ArrayList;

/// The pods of a snapshot as peers.
public final class SnapshotDirectory implements PodDirectory {
    private final Snapshot snapshot;
    private final SortedMap<String, SortedMap<PeerClass, List<Pod>>> classes = new TreeMap<>();

    public SnapshotDirectory(Snapshot snapshot) {
        this.snapshot = snapshot;
        for (var pod : snapshot.pods()) {
            if (pod.isSubjectToPolicies()) {
                var alike = new PeerClass(snapshot.point(pod), pod.addresses(), pod.ports());
                classes.computeIfAbsent(pod.namespace(), _ -> new TreeMap<>())
                        .computeIfAbsent(alike, _ -> new ArrayList<>()).add(pod);
            }
        }
    }

    @Override
    public Collection<String> namespaces() {
        return snapshot.namespaces().keySet();
    }

    @Override
    public Labels labels(String namespace) {
        return snapshot.labels(namespace);
    }

    @Override
    public Collection<PeerClass> classes(String namespace) {
        return in(namespace).keySet();
    }

    @Override
    public Collection<Pod> members(PeerClass peers) {
        return in(peers.point().namespace()).getOrDefault(peers, List.of());
    }

    private SortedMap<PeerClass, List<Pod>> in(String namespace) {
        return classes.getOrDefault(namespace, Collections.emptySortedMap());
    }

    @Override
    public List<Policy> policies(String namespace) {
        return snapshot.policies().stream()
                .filter(policy -> policy.key().namespace().isEmpty()
                        || policy.key().namespace().equals(namespace))
                .toList();
    }
}
