package dev.ringfence.daemon;

import dev.ringfence.drift.LivePolicy;
import dev.ringfence.model.Labels;
import dev.ringfence.policy.Policy;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.dialect.ReferenceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The policies of the cluster as they are now, and what they mean. Used by the loop's thread alone.
///
/// Those of the whole cluster are kept under no namespace, and count wherever they can select a pod.
final class LivePolicies {
    private static final String CLUSTER = "";

    private final Inputs inputs;
    private final Map<String, SortedMap<PolicyKey, LivePolicy>> byNamespace = new HashMap<>();
    private final Map<String, Map<PolicyKey, String>> gone = new HashMap<>();
    /// The policies whose meaning can change without them.
    private final SortedMap<PolicyKey, Set<ReferenceKind>> referring = new TreeMap<>();

    LivePolicies(Inputs inputs) {
        this.inputs = inputs;
    }

    /// Takes the newest state of a policy; an absent one is gone.
    PolicyShift put(PolicyKey key, Optional<PolicyObject> state) {
        var here = byNamespace.computeIfAbsent(key.namespace(), _ -> new TreeMap<>());
        var before = Optional.ofNullable(here.get(key));
        var now = state.map(this::read);
        now.ifPresentOrElse(live -> {
            here.put(key, live);
            gone.getOrDefault(key.namespace(), new HashMap<>()).remove(key);
        }, () -> {
            here.remove(key);
            before.ifPresent(live -> gone.computeIfAbsent(key.namespace(), _ -> new HashMap<>()).put(key,
                    live.object().uid()));
        });
        if (here.isEmpty()) {
            byNamespace.remove(key.namespace());
        }
        referring.remove(key);
        now.filter(live -> !live.references().isEmpty())
                .ifPresent(live -> referring.put(key, live.references()));
        return new PolicyShift(key, before, now);
    }

    private LivePolicy read(PolicyObject object) {
        return LivePolicy.of(object, inputs.context(ReferenceKind.in(object.tree())));
    }

    /// Reads the policies anew that refer to a kind of thing. Returns those that mean something else now.
    List<PolicyShift> reread(ReferenceKind changed) {
        var keys = referring.entrySet().stream().filter(entry -> entry.getValue().contains(changed))
                .map(Map.Entry::getKey).toList();
        return keys.stream().flatMap(key -> reread(key).stream()).toList();
    }

    /// Reads every policy anew. Returns those that mean something else now.
    List<PolicyShift> reread() {
        var keys = byNamespace.values().stream().flatMap(here -> here.keySet().stream()).toList();
        return keys.stream().flatMap(key -> reread(key).stream()).toList();
    }

    private Optional<PolicyShift> reread(PolicyKey key) {
        var here = byNamespace.getOrDefault(key.namespace(), new TreeMap<>());
        var before = Optional.ofNullable(here.get(key));
        var now = before.map(live -> read(live.object()));
        if (now.equals(before)) {
            return Optional.empty();
        }
        now.ifPresent(live -> here.put(key, live));
        return Optional.of(new PolicyShift(key, before, now));
    }

    /// Forgets the uids of policies that are gone from namespaces that nobody guards.
    ///
    /// @param asked whether a policy of the whole cluster is wanted by a baseline
    void forgetGone(Collection<String> guarded, Predicate<PolicyKey> asked) {
        gone.keySet().removeIf(namespace -> !namespace.equals(CLUSTER) && !guarded.contains(namespace));
        gone.getOrDefault(CLUSTER, new HashMap<>()).keySet().removeIf(asked.negate());
    }

    /// The policies that can select a pod of a namespace, and those that are asked for by name.
    SortedMap<PolicyKey, LivePolicy> in(String namespace, Labels labels, Predicate<PolicyKey> asked) {
        var found = new TreeMap<>(byNamespace.getOrDefault(namespace, Collections.emptySortedMap()));
        byNamespace.getOrDefault(CLUSTER, Collections.emptySortedMap()).forEach((key, policy) -> {
            if (asked.test(key) || policy.touches(namespace, labels)) {
                found.put(key, policy);
            }
        });
        return found;
    }

    /// The uids of the policies that were in a namespace, or in the whole cluster, and are gone.
    Map<PolicyKey, String> gone(String namespace) {
        var uids = new HashMap<>(gone.getOrDefault(CLUSTER, Map.of()));
        uids.putAll(gone.getOrDefault(namespace, Map.of()));
        return uids;
    }

    /// What the policies mean that can select a pod of a namespace, as far as they mean anything.
    List<Policy> meanings(String namespace, Labels labels) {
        return Stream.concat(ofNamespace(namespace), ofCluster(policy -> policy.touches(namespace, labels)))
                .toList();
    }

    /// What the policies of some namespaces mean, and those of the whole cluster that can select a pod there, each once.
    List<Policy> meanings(Map<String, Labels> namespaces) {
        var found = new ArrayList<Policy>();
        namespaces.keySet().forEach(namespace -> ofNamespace(namespace).forEach(found::add));
        ofCluster(policy -> namespaces.entrySet().stream()
                .anyMatch(entry -> policy.touches(entry.getKey(), entry.getValue()))).forEach(found::add);
        return found;
    }

    private Stream<Policy> ofNamespace(String namespace) {
        return byNamespace.getOrDefault(namespace, Collections.emptySortedMap()).values().stream()
                .flatMap(live -> live.meaning().stream());
    }

    private Stream<Policy> ofCluster(Predicate<LivePolicy> wanted) {
        return byNamespace.getOrDefault(CLUSTER, Collections.emptySortedMap()).values().stream()
                .filter(wanted).flatMap(live -> live.meaning().stream());
    }
}
