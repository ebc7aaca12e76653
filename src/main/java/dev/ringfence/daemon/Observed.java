package dev.ringfence.daemon;

import dev.ringfence.daemon.WatchState.Phase;
import dev.ringfence.drift.LiveNamespace;
import dev.ringfence.drift.LivePolicy;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything of the cluster that has been seen, as it is now. Used by the loop's thread alone.
final class Observed {
    private final Population population = new Population(this::meanings);
    private final Map<String, SortedMap<PolicyKey, LivePolicy>> policies = new HashMap<>();
    private final Map<String, Map<PolicyKey, String>> gone = new HashMap<>();
    private final SortedMap<String, WatchState> watches = new TreeMap<>();
    private final Set<String> awaited;
    private final DecodingContext context;

    /// @param awaited the resources without which nothing is judged
    Observed(Set<String> awaited, DecodingContext context) {
        this.awaited = awaited;
        this.context = context;
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

    /// Whether everything awaited is seen without a gap.
    boolean isFresh() {
        return awaited.stream().allMatch(resource -> {
            var watch = watches.get(resource);
            return watch != null && watch.phase().isCurrent();
        });
    }

    /// Takes the newest state of a policy; an absent one is gone.
    void put(PolicyKey key, Optional<PolicyObject> state) {
        var here = policies.computeIfAbsent(key.namespace(), _ -> new TreeMap<>());
        if (state.isPresent()) {
            here.put(key, LivePolicy.of(state.get(), context));
            gone.getOrDefault(key.namespace(), new HashMap<>()).remove(key);
            return;
        }
        var before = here.remove(key);
        if (before != null) {
            gone.computeIfAbsent(key.namespace(), _ -> new HashMap<>()).put(key, before.object().uid());
        }
        if (here.isEmpty()) {
            policies.remove(key.namespace());
        }
    }

    /// Forgets the uids of policies that are gone from namespaces that nobody guards.
    void forgetGone(Collection<String> guarded) {
        gone.keySet().retainAll(guarded);
    }

    /// What is live in a namespace.
    LiveNamespace live(String name, boolean namespacesAreSeen) {
        var here = policies.getOrDefault(name, Collections.emptySortedMap());
        var state = population.namespace(name)
                .or(() -> namespacesAreSeen ? Optional.empty() : Optional.of(assumed(name)));
        return new LiveNamespace(name, state, here, gone.getOrDefault(name, Map.of()), population.pods(name));
    }

    /// A namespace that may not be looked at is taken to exist, with no labels but its name.
    private static Namespace assumed(String name) {
        return new Namespace(name, "", Labels.of(Map.of("kubernetes.io/metadata.name", name)), false);
    }

    /// What the policies of a namespace mean, as far as they mean anything.
    List<Policy> meanings(String namespace) {
        return policies.getOrDefault(namespace, Collections.emptySortedMap()).values().stream()
                .flatMap(live -> live.meaning().stream()).toList();
    }
}
