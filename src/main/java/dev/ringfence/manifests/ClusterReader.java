package dev.ringfence.manifests;

import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Namespace;
import dev.ringfence.model.Node;
import dev.ringfence.model.Pod;
import dev.ringfence.model.Service;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.PolicyObject;
import dev.ringfence.policy.References;
import dev.ringfence.policy.cilium.CidrGroupDecoder;
import dev.ringfence.policy.cilium.KnownFields;
import dev.ringfence.policy.dialect.Dialects;
import dev.ringfence.policy.dialect.PolicyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads the state of a cluster from manifests, with the defaults and the checks of the API server; refuses all of them if
/// one is wrong.
public final class ClusterReader {
    /// The namespace of objects that name none.
    public static final String DEFAULT_NAMESPACE = "default";

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private final String defaultNamespace;
    private final SortedMap<String, Namespace> namespaces = new TreeMap<>();
    private final List<PolicyManifest> policies = new ArrayList<>();
    private final List<UndecidedPolicy> undecided = new ArrayList<>();
    private final SortedMap<String, Integer> passedOver = new TreeMap<>();
    private final Map<String, Manifest> origins = new HashMap<>();
    private final Map<String, WorkloadDecoder.Decoded> workloads = new LinkedHashMap<>();
    private final List<Manifest> pods = new ArrayList<>();
    private final List<Manifest> unread = new ArrayList<>();
    private final Set<String> endpoints = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final List<ListedEndpoints> listed = new ArrayList<>();
    private final List<CidrGroup> cidrGroups = new ArrayList<>();
    private final EnforcementProfile profile;

    private ClusterReader(String defaultNamespace, EnforcementProfile profile) {
        this.defaultNamespace = defaultNamespace;
        this.profile = profile;
    }

    /// The state that the manifests describe together.
    ///
    /// @param defaultNamespace the namespace of objects that name none
    /// @param profile how the enforcer reads policies
    /// @throws ManifestException if anything is wrong, with file and line
    public static ClusterManifests read(List<Manifest> manifests, String defaultNamespace,
            EnforcementProfile profile) {
        return new ClusterReader(defaultNamespace, profile).read(manifests);
    }

    private ClusterManifests read(List<Manifest> manifests) {
        for (var manifest : manifests) {
            checked(manifest, () -> add(manifest));
        }
        // Only now, since a pod's owners may stand behind it, and what policies refer to.
        var found = new PodsOfWorkloads(workloads, profile.cilium().isPresent());
        for (var manifest : pods) {
            checked(manifest, () -> found.add(manifest.field(),
                    ObjectMetadata.namespaced(manifest.field(), defaultNamespace)));
        }
        workloads.forEach((key, workload) -> Optional.ofNullable(origins.get(key))
                .ifPresent(manifest -> checked(manifest, () -> found.complete(workload))));
        found.pods().forEach(pod -> assume(pod.namespace()));
        var ports = found.pods().stream().flatMap(pod -> pod.ports().stream()).collect(Collectors.toSet());
        var context = new DecodingContext(profile,
                new References(services.stream().map(service -> ListedEndpoints.of(service, listed)).toList(),
                        cidrGroups, nodes, Optional.of(ports)));
        for (var manifest : unread) {
            checked(manifest, () -> addPolicy(manifest, manifest.field(), context));
        }
        return new ClusterManifests(namespaces, found.pods().stream().map(this::managed).toList(), policies,
                undecided, passedOver, origins, context.references());
    }

    /// Cilium keeps an endpoint for each pod that it manages: one that runs without any may be out of its reach. Where no endpoint is
    /// listed at all, nobody asked.
    private Pod managed(Pod pod) {
        return profile.cilium().isEmpty() || endpoints.isEmpty() || !pod.isSubjectToPolicies()
                || pod.addresses().isEmpty() || endpoints.contains(pod.key())
                        ? pod
                        : pod.with(Pod.Trait.UNMANAGED);
    }

    private static void checked(Manifest manifest, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidFieldException refused) {
            throw manifest.refusal(refused);
        }
    }

    private void add(Manifest manifest) {
        var document = manifest.field();
        if (!document.get("kind").present() && !document.get("apiVersion").present()) {
            // Such as the values of a chart, which lie beside its manifests.
            passOver("(not a Kubernetes object)");
            return;
        }
        var kind = ManifestKind.of(document);
        switch (kind) {
            case NAMESPACE -> addNamespace(manifest, document);
            case POD -> {
                var metadata = ObjectMetadata.namespaced(document, defaultNamespace);
                unique(manifest, "Pod " + metadata.namespace() + "/" + metadata.name());
                pods.add(manifest);
            }
            case DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET, JOB, CRON_JOB, REPLICATION_CONTROLLER -> {
                var workload = WorkloadDecoder.decode(kind, document, defaultNamespace);
                var key = PodsOfWorkloads.key(workload.workload());
                unique(manifest, key);
                workloads.put(key, workload);
            }
            case NODE -> nodes.add(NodeDecoder.decode(document));
            case SERVICE -> services.add(ServiceDecoder.decode(document, defaultNamespace));
            case ENDPOINTS -> listed.add(ListedEndpoints.ofEndpoints(document, defaultNamespace));
            case ENDPOINT_SLICE -> listed.add(ListedEndpoints.ofSlice(document, defaultNamespace));
            case CIDR_GROUP -> cidrGroups.add(CidrGroupDecoder.decode(document));
            case POLICY -> unread.add(manifest);
            case CILIUM_ENDPOINT ->
                endpoints.add(ObjectMetadata.namespaced(document, defaultNamespace).key());
            case UNDECIDED_POLICY -> addUndecided(manifest, document);
            case OTHER -> passOver(document.get("kind").text());
        }
    }

    private void passOver(String kind) {
        passedOver.merge(kind, 1, Integer::sum);
    }

    private void addNamespace(Manifest manifest, Field document) {
        document.only("apiVersion", "kind", "metadata", "spec", "status");
        var metadata = ObjectMetadata.ofNamespace(document);
        unique(manifest, "Namespace " + metadata.name());
        namespaces.put(metadata.name(), new Namespace(metadata.name(), metadata.uid(),
                named(metadata.labels(), metadata.name()),
                document.get("metadata").get("deletionTimestamp").present()));
    }

    /// The API server labels every namespace with its name.
    private static Labels named(Labels labels, String name) {
        var named = new TreeMap<>(labels.toMap());
        named.put(NAME_LABEL, name);
        return Labels.of(named);
    }

    /// A namespace that some object is in exists, whether or not it is declared.
    private void assume(String name) {
        namespaces.computeIfAbsent(name,
                _ -> new Namespace(name, "", named(Labels.EMPTY, name), /* terminating= */ false));
    }

    private void addPolicy(Manifest manifest, Field document, DecodingContext context) {
        document.only("apiVersion", "kind", "metadata", "spec", "specs", "status");
        var kind = PolicyKind.named(document.get("kind").text());
        var metadata = kind.isNamespaced()
                ? ObjectMetadata.namespaced(document, defaultNamespace)
                : ObjectMetadata.clusterScoped(document);
        var key = new PolicyKey(kind.kind(), metadata.namespace(), metadata.name());
        unique(manifest, key.toString());
        if (kind.hasSpecs()) {
            KnownFields.check(document);
        }
        var meaning = Dialects.decode(key, document, context);
        if (kind.ineffective(profile).isPresent()) {
            meaning = List.of();
            undecided.add(new UndecidedPolicy(key.toString(), "is not enforced by Cilium", manifest));
        }
        var object = new PolicyObject(key, kind.apiVersion(), metadata.uid(),
                document.get("metadata").get("resourceVersion").optionalText().orElse(""), Optional.empty(),
                manifest.tree());
        policies.add(new PolicyManifest(object, meaning, manifest));
        if (kind.isNamespaced()) {
            assume(key.namespace());
        }
    }

    /// The place where the decoders of further policy kinds belong: what has one is a policy, the rest is undecided.
    private void addUndecided(Manifest manifest, Field document) {
        var namespace = document.get("metadata").get("namespace").optionalText().map(text -> text + "/");
        var name = namespace.orElse("") + ObjectMetadata.nameOf(document);
        var kind = document.get("kind").text();
        var apiVersion = document.get("apiVersion").text();
        unique(manifest, kind + "." + apiVersion + " " + name);
        undecided.add(new UndecidedPolicy(kind + " " + name,
                "is of a kind that cannot be evaluated (" + apiVersion + ")", manifest));
    }

    private void unique(Manifest manifest, String key) {
        var before = origins.putIfAbsent(key, manifest);
        if (before != null) {
            throw manifest.refusal(new Problem("metadata.name", "each object once",
                    key + " a second time, after " + before.position("")));
        }
    }
}
