package dev.ringfence.cluster;

import dev.ringfence.model.ObjectReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Where the Kubernetes API has an object, and the collection that it is in.
record ResourcePath(String collection, String object) {
    private static final Map<String, String> PLURALS = Map.of("Namespace", "namespaces",
            "NetworkPolicy", "networkpolicies", "CiliumNetworkPolicy", "ciliumnetworkpolicies",
            "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies",
            "AdminNetworkPolicy", "adminnetworkpolicies",
            "BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies",
            "ClusterNetworkPolicy", "clusternetworkpolicies", "IsolationBaseline", "isolationbaselines");

    /// Nothing where Ringfence does not write the kind, or where the reference cannot name an object.
    static Optional<ResourcePath> of(ObjectReference target) {
        String plural = PLURALS.get(target.kind());
        if (plural == null || !isSegment(target.name()) || target.namespace().equals(".")
                || target.namespace().equals("..") || target.apiVersion().isEmpty()) {
            return Optional.empty();
        }
        String[] version = target.apiVersion().split("/", 2);
        String root = version.length == 1
                ? "/api/" + encoded(version[0])
                : "/apis/" + encoded(version[0]) + "/" + encoded(version[1]);
        String scope = target.namespace().isEmpty() ? "" : "/namespaces/" + encoded(target.namespace());
        String collection = root + scope + "/" + plural;
        return Optional.of(new ResourcePath(collection, collection + "/" + encoded(target.name())));
    }

    /// The resource of a kind that Ringfence knows, such as `networkpolicies`.
    static String plural(String kind) {
        return Objects.requireNonNull(PLURALS.get(kind), "the plural of " + kind);
    }

    /// Where events of a namespace go.
    static String events(String namespace) {
        return "/apis/events.k8s.io/v1/namespaces/" + encoded(namespace) + "/events";
    }

    String status() {
        return object + "/status";
    }

    /// Names come from files and from the cluster: none may lead to another path.
    private static boolean isSegment(String name) {
        return !name.isEmpty() && !name.equals(".") && !name.equals("..");
    }

    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
