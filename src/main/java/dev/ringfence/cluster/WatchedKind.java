package dev.ringfence.cluster;

import dev.ringfence.daemon.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// One kind of object that is watched in the whole cluster, and what the daemon is told about its objects.
///
/// @param resource the resource with its group, such as `networkpolicies.networking.k8s.io`
/// @param optional whether the API server may not know the kind; there are no objects of it then
/// @param objects all objects of the kind
/// @param blank makes an object without any content
/// @param state the change that tells of an object's newest state
/// @param gone the change that tells that the object of a namespace (empty for a cluster-scoped kind) and name is gone
record WatchedKind<T extends HasMetadata>(String resource, boolean optional,
        Function<KubernetesClient, FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?>> objects,
        Supplier<T> blank,
        Function<T, Change> state, BiFunction<String, String, Change> gone) {}
