package dev.ringfence.daemon;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.model.LabelPoint;
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
import org.jspecify.annotations.Nullable;

/// The pods and namespaces of the cluster as they are now, pods collapsed into classes. Used by the loop's thread alone.
///
/// Pods are kept packed: what is handed out are values made on demand.
final class Population implements PodDirectory {
    private final SortedMap<String, Namespace> namespaces = new TreeMap<>();
    private final Map<String, Inhabitants> inhabitants = new HashMap<>();
    private final Map<PodMould, Mould> moulds = new HashMap<>();
    private final Function<String, List<Policy>> policies;
    private Projection projection = Projection.NOTHING;
    private long classChanges;

    /// The pods of one namespace.
    private static final class Inhabitants {
        final PodList pods = new PodList();
        final SortedMap<PeerClass, Cohort> classes = new TreeMap<>();
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
        var cohort = here == null ? null : here.classes.get(peers);
        return cohort == null ? List.of() : cohort.members().view();
    }

    @Override
    public List<Policy> policies(String namespace) {
        return policies.apply(namespace);
    }

    /// A copy of the namespaces and classes, without the pods.
    Census census() {
        var places = new TreeMap<String, Census.Place>();
        for (var name : namespaces()) {
            var crowds = new TreeMap<PeerClass, Census.Crowd>();
            var here = inhabitants.get(name);
            if (here != null) {
                here.classes.forEach((peers, cohort) -> crowds.put(peers,
                        new Census.Crowd(cohort.members().size(),
                                name + "/" + cohort.members().get(0).name())));
            }
            places.put(name, new Census.Place(labels(name), crowds));
        }
        return new Census(places);
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
        return here == null ? List.of() : List.copyOf(here.pods.view());
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
        var packed = state.map(this::pack);
        var before = packed.isPresent() ? here.pods.put(name, packed.get()) : here.pods.remove(name);
        packed.ifPresent(pod -> join(here, name, pod));
        if (before == null) {
            if (here.pods.isEmpty()) {
                inhabitants.remove(namespace);
            }
            return Optional.empty();
        }
        var replaced = packed.isPresent() && packed.get().cohort() == before.cohort();
        if (!replaced) {
            leave(here, name, before);
        }
        release(before.mould());
        if (here.pods.isEmpty()) {
            inhabitants.remove(namespace);
        }
        return Optional.of(before.unpack());
    }

    private PackedPod pack(Pod pod) {
        var mould = moulds.computeIfAbsent(PodMould.of(pod), Mould::new);
        mould.use();
        return PackedPod.of(pod, mould);
    }

    private void release(Mould mould) {
        if (mould.release()) {
            moulds.remove(mould.shape());
        }
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
        if (here == null) {
            return;
        }
        here.classes.clear();
        for (var i = 0; i < here.pods.size(); i++) {
            here.pods.get(i).mould().remember(null);
        }
        var labels = labels(namespace);
        for (var i = 0; i < here.pods.size(); i++) {
            var pod = here.pods.get(i);
            var cohort = cohort(here, pod, labels);
            pod.join(cohort);
            if (cohort != null) {
                cohort.members().add(pod);
            }
        }
        classChanges++;
    }

    private void join(Inhabitants here, String name, PackedPod pod) {
        var cohort = cohort(here, pod, labels(pod.mould().shape().namespace()));
        pod.join(cohort);
        if (cohort != null) {
            classChanges += cohort.members().isEmpty() ? 1 : 0;
            cohort.members().put(name, pod);
        }
    }

    private void leave(Inhabitants here, String name, PackedPod pod) {
        var cohort = pod.cohort();
        if (cohort != null) {
            cohort.members().remove(name);
            if (cohort.members().isEmpty()) {
                here.classes.remove(cohort.peers());
                classChanges++;
            }
        }
    }

    /// The class of a pod, which is made where there is none; none for a pod that policies do not see by its labels.
    private @Nullable Cohort cohort(Inhabitants here, PackedPod pod, Labels namespaceLabels) {
        var mould = pod.mould();
        if (!mould.shape().isSubjectToPolicies()) {
            return null;
        }
        var addresses = projection.pieces(pod.addresses());
        var recent = mould.recent();
        if (recent != null && !recent.members().isEmpty() && recent.peers().addresses().equals(addresses)) {
            return recent;
        }
        var common = projection.seesNone(mould.shape().keys());
        var labels = common ? mould.shape().labels() : pod.labels();
        var cohort = here.classes.computeIfAbsent(
                projection.classOf(
                        new LabelPoint(mould.shape().namespace(), namespaceLabels, labels), addresses,
                        mould.shape().ports()),
                Cohort::new);
        mould.remember(common ? cohort : null);
        return cohort;
    }
}
