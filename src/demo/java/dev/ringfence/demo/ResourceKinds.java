package dev.ringfence.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The kinds that the embedded API server knows, and its discovery documents about them.
///
/// The status of built-in kinds may be written with the object, so that a demo can bring pods that run.
final class ResourceKinds {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> VERBS = List.of("create", "delete", "get", "list", "patch", "update",
            "watch");

    private final List<ResourceKind> kinds = new CopyOnWriteArrayList<>(List.of(
            builtIn("", "v1", "namespaces", "Namespace", "ns", false),
            builtIn("", "v1", "pods", "Pod", "po", true),
            builtIn("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", "netpol", true),
            builtIn("events.k8s.io", "v1", "events", "Event", "ev", true),
            builtIn("coordination.k8s.io", "v1", "leases", "Lease", "", true),
            builtIn("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition",
                    "crd", false)));

    private static ResourceKind builtIn(String group, String version, String plural, String kind,
            String shortName,
            boolean namespaced) {
        var shortNames = shortName.isEmpty() ? List.<String>of() : List.of(shortName);
        return new ResourceKind(group, version, plural, kind, shortNames, namespaced, /* hasStatus= */ false);
    }

    Optional<ResourceKind> of(ResourcePath path) {
        return kinds.stream().filter(kind -> kind.serves(path)).findFirst();
    }

    /// Adds the kinds that a CustomResourceDefinition defines.
    void learn(JsonNode definition) {
        var spec = definition.path("spec");
        var shortNames = spec.path("names").path("shortNames").valueStream().map(name -> name.asString(""))
                .toList();
        for (var version : spec.path("versions")) {
            var kind = new ResourceKind(spec.path("group").asString(""), version.path("name").asString(""),
                    spec.path("names").path("plural").asString(""),
                    spec.path("names").path("kind").asString(""),
                    shortNames, spec.path("scope").asString("").equals("Namespaced"),
                    version.path("subresources").has("status"));
            kinds.removeIf(
                    known -> known.group().equals(kind.group()) && known.version().equals(kind.version())
                            && known.plural().equals(kind.plural()));
            kinds.add(kind);
        }
    }

    /// The discovery document at `path`; absent where there is none.
    Optional<JsonNode> discovery(String path) {
        return switch (path) {
            case "/version" -> Optional.of(JSON.createObjectNode().put("major", "1").put("minor", "37")
                    .put("gitVersion", "v1.37.0+ringfence-demo"));
            case "/api" ->
                Optional.of(document("APIVersions").set("versions", JSON.createArrayNode().add("v1")));
            case "/apis" -> Optional.of(groups());
            default -> resources(path);
        };
    }

    private JsonNode groups() {
        var groups = JSON.createArrayNode();
        Set<String> names = new TreeSet<>();
        kinds.forEach(kind -> names.add(kind.group()));
        names.remove("");
        for (var name : names) {
            var versions = JSON.createArrayNode();
            kinds.stream().filter(kind -> kind.group().equals(name)).map(ResourceKind::version).distinct()
                    .sorted()
                    .forEach(version -> versions.add(JSON.createObjectNode()
                            .put("groupVersion", name + "/" + version).put("version", version)));
            var group = JSON.createObjectNode().put("name", name);
            group.set("versions", versions);
            group.set("preferredVersion", versions.get(0));
            groups.add(group);
        }
        return document("APIGroupList").set("groups", groups);
    }

    private Optional<JsonNode> resources(String path) {
        var resources = JSON.createArrayNode();
        for (var kind : kinds) {
            var prefix = kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/";
            if (path.equals(prefix + kind.version())) {
                var resource = JSON.createObjectNode().put("name", kind.plural())
                        .put("singularName", kind.kind().toLowerCase(Locale.ROOT)).put("kind", kind.kind())
                        .put("namespaced", kind.namespaced());
                resource.set("verbs", JSON.valueToTree(VERBS));
                resource.set("shortNames", JSON.valueToTree(kind.shortNames()));
                resources.add(resource);
            }
        }
        if (resources.isEmpty()) {
            return Optional.empty();
        }
        var list = document("APIResourceList").put("groupVersion", path.substring(path.indexOf('/', 1) + 1));
        return Optional.of(list.set("resources", resources));
    }

    private static ObjectNode document(String kind) {
        return JSON.createObjectNode().put("kind", kind).put("apiVersion", "v1");
    }
}
