package dev.ringfence.daemon;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The pods and namespaces of the cluster as they are now, pods collapsed into classes. Used by the loop's thread alone.
final class Population implements PodDirectory {
    private final SortedMap<String, Namespace> namespaces = new TreeMap<>();
    private final Map<String, Inhabitants> inhabitants = new HashMap<>();
    private final Function<String, List<Policy>> policies;
    private Projection projection = Projection.NOTHING;
    private long classChanges;

    /// The pods of one namespace.
    private static final class Inhabitants {
        final SortedMap<String, Pod> pods = new TreeMap<>();
        final SortedMap<PeerClass, SortedMap<String, Pod>> classes = new TreeMap<>();
    }

    /// @param policies the live policies of a namespace
    Population(Function<String, List<Policy>> policies) {
        this.policies = policies;
    }

    @Override
    public Collection<String> namespaces() {
        // Where namespaces may not be seen, those that have pods are known all the same.
        return namespaces.isEmpty()
                ? new TreeSet<>(inhabitants.keySet())
                : Collections.unmodifiableSet(namespaces.keySet());
    }

    @Override
    public Labels labels(String namespace) {
        return namespace(namespace).map(Namespace::labels).orElse(Labels.EMPTY);
    }

    @Override
    public Collection<PeerClass> classes(String namespace) {
        var here = inhabitants.get(namespace);
        return here == null ? List.of() : Collections.unmodifiableSet(here.classes.keySet());
    }

    @Override
    public Collection<Pod> members(PeerClass peers) {
        var here = inhabitants.get(peers.point().namespace());
        var members = here == null ? null : here.classes.get(peers);
        return members == null ? List.of() : Collections.unmodifiableCollection(members.values());
    }

    @Override
    public List<Policy> policies(String namespace) {
        return policies.apply(namespace);
    }

    Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /// Every namespace, in order of name.
    List<Namespace> allNamespaces() {
        return List.copyOf(namespaces.values());
    }

    /// The pods of a namespace, in order of name.
    List<Pod> pods(String namespace) {
        var here = inhabitants.get(namespace);
        return here == null ? List.of() : List.copyOf(here.pods.values());
    }

    /// Grows whenever a class of pods appears or vanishes: until then, no peer looks different from before.
    long classChanges() {
        return classChanges;
    }

    /// Takes the newest state of a namespace; an absent one is gone. Returns the state before.
    Optional<Namespace> put(String name, Optional<Namespace> state) {
        var before = state.isPresent()
                ? Optional.ofNullable(namespaces.put(name, state.get()))
                : Optional.ofNullable(namespaces.remove(name));
        if (!before.map(Namespace::labels).equals(state.map(Namespace::labels))) {
            reclassify(name);
        }
        return before;
    }

    /// Takes the newest state of a pod; an absent one is gone. Returns the state before.
    Optional<Pod> put(String namespace, String name, Optional<Pod> state) {
        var here = inhabitants.computeIfAbsent(namespace, _ -> new Inhabitants());
        var before = Optional
                .ofNullable(state.isPresent() ? here.pods.put(name, state.get()) : here.pods.remove(name));
        before.ifPresent(pod -> leave(here, pod));
        state.ifPresent(pod -> join(here, pod));
        if (here.pods.isEmpty()) {
            inhabitants.remove(namespace);
        }
        return before;
    }

    /// Makes sure that classes tell apart whatever `needed` tells apart.
    void distinguish(Projection needed) {
        if (!projection.covers(needed)) {
            projection = projection.and(needed);
            List.copyOf(inhabitants.keySet()).forEach(this::reclassify);
        }
    }

    /// Makes all classes anew, for no more than `needed`; returns whether they tell less apart than before.
    boolean reclassify(Projection needed) {
        var other = !projection.equals(needed);
        projection = needed;
        List.copyOf(inhabitants.keySet()).forEach(this::reclassify);
        return other;
    }

    private void reclassify(String namespace) {
        var here = inhabitants.get(namespace);
        if (here != null) {
            here.classes.clear();
            // Most pods share a class with others, and hashing finds it sooner than comparing does.
            var found = new HashMap<PeerClass, SortedMap<String, Pod>>();
            var namespaceLabels = labels(namespace);
            for (var pod : here.pods.values()) {
                if (pod.isSubjectToPolicies()) {
                    found.computeIfAbsent(projection.classOf(pod, namespaceLabels), _ -> new TreeMap<>())
                            .put(pod.name(), pod);
                }
            }
            here.classes.putAll(found);
            classChanges++;
        }
    }

    private void join(Inhabitants here, Pod pod) {
        if (pod.isSubjectToPolicies()) {
            here.classes.computeIfAbsent(projection.classOf(pod, labels(pod.namespace())), _ -> {
                classChanges++;
                return new TreeMap<>();
            }).put(pod.name(), pod);
        }
    }

    private void leave(Inhabitants here, Pod pod) {
        var peers = projection.classOf(pod, labels(pod.namespace()));
        var members = here.classes.get(peers);
        if (members != null && members.remove(pod.name()) != null && members.isEmpty()) {
            here.classes.remove(peers);
            classChanges++;
        }
    }
}
