package dev.ringfence.cluster;

import dev.ringfence.daemon.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// One kind of object that is watched in the whole cluster, and what the daemon is told about its objects.
///
/// @param resource the resource with its group, such as `networkpolicies.networking.k8s.io`
/// @param versions the versions in which it can be read, the best one first
/// @param onlyWith watched only while one of these is, or the API server serves it itself; none: always watched
/// @param objects all objects of the kind, in one of the versions
/// @param blank makes an object without any content
/// @param state the changes that tell of an object's newest state
/// @param gone the changes that tell that the object of a namespace (empty for a cluster-scoped kind) and name is gone
record WatchedKind<T extends HasMetadata>(String resource, List<String> versions, Set<String> onlyWith,
        BiFunction<KubernetesClient, String, FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?>> objects,
        Supplier<T> blank, Function<T, List<Change>> state, BiFunction<String, String, List<Change>> gone) {

    WatchedKind {
        versions = List.copyOf(versions);
        onlyWith = Set.copyOf(onlyWith);
    }

    /// Whether there may be reasons not to watch it.
    boolean isOptional() {
        return !onlyWith.isEmpty();
    }

    /// Whether the API server knows the kind only if somebody has defined it.
    boolean isDefined() {
        return onlyWith.contains(resource);
    }

    /// The API group of a resource; empty for the core group.
    static String group(String resource) {
        var dot = resource.indexOf('.');
        return dot < 0 ? "" : resource.substring(dot + 1);
    }

    /// A resource without its group, such as `networkpolicies`.
    static String plural(String resource) {
        var dot = resource.indexOf('.');
        return dot < 0 ? resource : resource.substring(0, dot);
    }
}
