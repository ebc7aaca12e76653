package dev.ringfence.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the API server which kinds it serves. Everyone who may log in may ask that.
///
/// It costs one small request, and one more for each version of a group that may have one of the kinds.
final class Discovery {
    private final KubernetesClient client;

    Discovery(KubernetesClient client) {
        this.client = client;
    }

    /// What is served of the kinds that were asked for.
    ///
    /// @param versions the version to use, by resource with group
    /// @param unreadable a version of each resource that is served only in others than can be read
    record Served(Map<String, String> versions, Map<String, String> unreadable) {

        Served {
            versions = Map.copyOf(versions);
            unreadable = Map.copyOf(unreadable);
        }

        /// As if each kind were served in its best version.
        static Served all(Collection<? extends WatchedKind<?>> kinds) {
            return new Served(kinds.stream().collect(
                    Collectors.toMap(WatchedKind::resource, kind -> kind.versions().getFirst())), Map.of());
        }
    }

    /// A server that knows no discovery may serve anything.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when there is no answer, or a refusal
    Served ask(Collection<? extends WatchedKind<?>> kinds) {
        var list = client.getApiGroups();
        if (list == null) {
            return Served.all(kinds);
        }
        var groups = list.getGroups().stream()
                .collect(Collectors.toMap(APIGroup::getName, Discovery::versions, (first, _) -> first));
        var resources = new HashMap<String, Set<String>>();
        var served = new HashMap<String, String>();
        var unreadable = new HashMap<String, String>();
        for (var kind : kinds) {
            versionOf(kind, groups.getOrDefault(WatchedKind.group(kind.resource()), List.of()), resources)
                    .ifPresent(version -> (kind.versions().contains(version) ? served : unreadable)
                            .put(kind.resource(), version));
        }
        return new Served(served, unreadable);
    }

    /// The best version in which the kind is served; one that cannot be read only if there is no other.
    private Optional<String> versionOf(WatchedKind<?> kind, List<String> served,
            Map<String, Set<String>> resources) {
        var readable = kind.versions().stream().filter(served::contains);
        var others = served.stream().filter(version -> !kind.versions().contains(version));
        return Stream.concat(readable, others)
                .filter(version -> resources
                        .computeIfAbsent(WatchedKind.group(kind.resource()) + "/" + version, this::resources)
                        .contains(WatchedKind.plural(kind.resource())))
                .findFirst();
    }

    private static List<String> versions(APIGroup group) {
        return group.getVersions().stream().map(GroupVersionForDiscovery::getVersion).toList();
    }

    private Set<String> resources(String groupVersion) {
        return Optional.ofNullable(client.getApiResources(groupVersion)).stream()
                .flatMap(list -> list.getResources().stream()).map(APIResource::getName)
                .collect(Collectors.toSet());
    }
}
