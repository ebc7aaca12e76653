package dev.ringfence.daemon;

import dev.ringfence.connectivity.PeerClass;
import dev.ringfence.connectivity.PodDirectory;
import dev.ringfence.connectivity.Projection;
import dev.ringfence.connectivity.index.ClusterConnectivity;
import dev.ringfence.connectivity.index.ClusterDifference;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Pod;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A whole cluster as the daemon keeps it, with the index of who may reach whom in it, for the benchmarks.
public final class FullEvaluation {
    private final Map<PolicyKey, List<Policy>> policies = new LinkedHashMap<>();
    private final Map<String, Set<PolicyKey>> byNamespace = new HashMap<>();
    private final Population population = new Population(this::policiesOf);
    private final EnforcementProfile enforcer;
    private ClusterConnectivity connectivity;
    /// The classes of each namespace as the index has them.
    private final Map<String, Collection<PeerClass>> taken = new HashMap<>();
    private long classChanges;

    /// What was found.
    ///
    /// @param classes how many classes the pods collapse into
    /// @param profiles how many different sets of policies hold them, both directions counted
    /// @param groups how many groups of peers they tell apart, all profiles together
    public record Findings(int classes, int profiles, long groups) {}

    /// Takes everything in, without evaluating it.
    public FullEvaluation(Collection<Namespace> namespaces, Collection<Pod> pods,
            Collection<Policy> policies, EnforcementProfile enforcer) {
        this.enforcer = enforcer;
        this.connectivity = new ClusterConnectivity(enforcer);
        policies.forEach(policy -> {
            this.policies.merge(policy.key(), List.of(policy), FullEvaluation::joined);
            file(policy.key());
        });
        namespaces.forEach(namespace -> population.put(namespace.name(), Optional.of(namespace)));
        pods.forEach(pod -> population.put(pod.namespace(), pod.name(), Optional.of(pod)));
    }

    private void file(PolicyKey key) {
        byNamespace.computeIfAbsent(key.namespace(), _ -> new LinkedHashSet<>()).add(key);
    }

    private static List<Policy> joined(List<Policy> left, List<Policy> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    /// The policies of a namespace.
    public List<Policy> policiesOf(String namespace) {
        return byNamespace.getOrDefault(namespace, Set.of()).stream()
                .flatMap(key -> policies.getOrDefault(key, List.of()).stream()).toList();
    }

    /// The pods as judgements see them.
    public PodDirectory directory() {
        return population;
    }

    /// Who may reach whom, as it is now.
    public ClusterConnectivity connectivity() {
        return connectivity;
    }

    /// Collapses all pods into classes anew, finds out which policies hold each class, and works out what each lets pass, in both
    /// directions, between it and every class.
    public Findings run() {
        population.reclassify(
                Projection.of(policies.values().stream().flatMap(List::stream).toList()));
        connectivity = new ClusterConnectivity(enforcer);
        taken.clear();
        population.namespaces().forEach(this::takeClasses);
        policies.forEach(connectivity::put);
        connectivity.settle();
        classChanges = population.classChanges();
        return new Findings(connectivity.classes(), connectivity.profiles(),
                connectivity.rows().mapToLong(row -> row.peers().size()).sum());
    }

    private void takeClasses(String namespace) {
        var classes = population.classes(namespace);
        classes.forEach(connectivity::add);
        taken.put(namespace, List.copyOf(classes));
    }

    /// Forgets who may reach whom, and keeps the pods and their classes.
    public void forget() {
        taken.clear();
        connectivity = new ClusterConnectivity(enforcer);
    }

    /// Takes the newest state of a pod, and tells what it changes.
    public ClusterDifference take(String namespace, String name, Optional<Pod> state) {
        population.put(namespace, name, state);
        return settle(namespace);
    }

    /// Takes the newest state of a namespace, and tells what it changes.
    public ClusterDifference take(Namespace state) {
        population.put(state.name(), Optional.of(state));
        return settle(state.name());
    }

    /// Takes the newest meaning of a policy, and tells what it changes.
    public ClusterDifference take(PolicyKey key, List<Policy> meaning) {
        if (policies.put(key, meaning) == null) {
            file(key);
        }
        connectivity.put(key, meaning);
        return connectivity.settle();
    }

    private ClusterDifference settle(String namespace) {
        if (population.classChanges() == classChanges) {
            return ClusterDifference.NONE;
        }
        classChanges = population.classChanges();
        var known = taken.getOrDefault(namespace, List.of());
        var now = population.classes(namespace);
        known.stream().filter(peers -> !now.contains(peers)).forEach(connectivity::remove);
        now.stream().filter(peers -> !connectivity.contains(peers)).forEach(connectivity::add);
        taken.put(namespace, List.copyOf(now));
        return connectivity.settle();
    }
}
