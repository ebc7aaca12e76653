package dev.ringfence.daemon;

import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Everything of the cluster that has been seen, as it is now. Used by the loop's thread alone.
final class Observed {
    private final Population population = new Population(this::meanings);
    private final LivePolicies policies;
    private final SortedMap<String, WatchState> watches = new TreeMap<>();
    private final Set<String> awaited;

    /// @param awaited the resources without which nothing is judged
    Observed(Set<String> awaited, Inputs inputs) {
        this.awaited = awaited;
        this.policies = new LivePolicies(inputs);
    }

    Population population() {
        return population;
    }

    Collection<WatchState> watches() {
        return List.copyOf(watches.values());
    }

    void put(WatchState watch) {
        watches.put(watch.resource(), watch);
    }

    /// Whether every awaited watch has had a complete list, or is known not to be allowed one.
    boolean isComplete() {
        return awaited.stream().allMatch(resource -> {
            var watch = watches.get(resource);
            return watch != null && watch.phase() != Phase.SYNCING;
        });
    }

    /// Whether changes of `resource` are being seen at this moment.
    boolean sees(String resource) {
        var watch = watches.get(resource);
        return watch != null && (watch.phase() == Phase.SYNCED || watch.phase() == Phase.DISCONNECTED);
    }

    /// The kinds of policy that the API server does not serve.
    Set<PolicyKind> unserved() {
        var unserved = EnumSet.noneOf(PolicyKind.class);
        for (var kind : PolicyKind.values()) {
            var watch = watches.get(kind.resource());
            if (watch != null && watch.phase() == Phase.ABSENT) {
                unserved.add(kind);
            }
        }
        return unserved;
    }

    /// Whether everything awaited is seen without a gap.
    boolean isFresh() {
        return awaited.stream().allMatch(resource -> {
            var watch = watches.get(resource);
            return watch != null && watch.phase().isCurrent();
        });
    }

    LivePolicies policies() {
        return policies;
    }

    /// What is live in a namespace.
    ///
    /// @param asked whether a policy of the whole cluster is looked at even if it selects no pod there
    LiveNamespace live(String name, boolean namespacesAreSeen, Predicate<PolicyKey> asked) {
        var state = population.namespace(name)
                .or(() -> namespacesAreSeen ? Optional.empty() : Optional.of(assumed(name)));
        var labels = state.map(Namespace::labels).orElse(Labels.EMPTY);
        return new LiveNamespace(name, state, policies.in(name, labels, asked), policies.gone(name),
                population.pods(name));
    }

    /// A namespace that may not be looked at is taken to exist, with no labels but its name.
    private static Namespace assumed(String name) {
        return new Namespace(name, "", Labels.of(Map.of("kubernetes.io/metadata.name", name)), false);
    }

    /// What the policies of a namespace mean, as far as they mean anything.
    private List<Policy> meanings(String namespace) {
        return policies.meanings(namespace, population.labels(namespace));
    }
}
