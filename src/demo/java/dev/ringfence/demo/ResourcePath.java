package dev.ringfence.demo;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the path of a request to a Kubernetes API addresses.
///
/// @param group empty for the core group
/// @param namespace empty for a cluster-scoped object, or for the objects of all namespaces
/// @param plural the resource, such as `networkpolicies`
/// @param name empty for a collection
/// @param subresource empty for the object itself
record ResourcePath(String group, String version, String namespace, String plural, String name,
        String subresource) {
    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    /// Reads a path without its query; absent where the path is not about objects.
    static Optional<ResourcePath> parse(String path) {
        var segments = List.of(path.substring(1).split("/", -1));
        if (segments.size() >= 3 && segments.getFirst().equals("api")) {
            return Optional.of(parse("", segments.get(1), segments.subList(2, segments.size())));
        }
        if (segments.size() >= 4 && segments.getFirst().equals("apis")) {
            return Optional.of(parse(segments.get(1), segments.get(2), segments.subList(3, segments.size())));
        }
        return Optional.empty();
    }

    private static ResourcePath parse(String group, String version, List<String> rest) {
        var inNamespace = rest.size() >= 3 && rest.getFirst().equals("namespaces")
                && !NAMESPACE_SUBRESOURCES.contains(rest.get(2));
        var namespace = inNamespace ? rest.get(1) : "";
        var resource = inNamespace ? rest.subList(2, rest.size()) : rest;
        return new ResourcePath(group, version, namespace, resource.getFirst(), segment(resource, 1),
                segment(resource, 2));
    }

    private static String segment(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    /// The object called `objectName` in this collection.
    ResourcePath named(String objectName) {
        return new ResourcePath(group, version, namespace, plural, objectName, subresource);
    }

    /// The resource with its group, such as `networkpolicies.networking.k8s.io`.
    String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    boolean isNamespaceObject() {
        return group.isEmpty() && plural.equals("namespaces");
    }
}
