package dev.ringfence.cluster;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.cluster.translate.Translation;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.CidrGroupChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.NodeChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.cilium.CidrGroupDecoder;
import dev.ringfence.policy.dialect.PolicyKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of object that Ringfence watches.
final class WatchedKinds {
    static final String NODES = "nodes";
    static final String SERVICES = "services";
    static final String ENDPOINT_SLICES = "endpointslices.discovery.k8s.io";
    static final String CIDR_GROUPS = "ciliumcidrgroups.cilium.io";
    private static final String BASELINES = "isolationbaselines.ringfence.dev";
    /// The endpoints of a Service with a selector are pods, which are seen anyway: of a large cluster most need not be listed.
    private static final String LISTED_BY_HAND = "endpointslice.kubernetes.io/managed-by!=endpointslice-controller.k8s.io";

    private final Translation translation;

    private WatchedKinds(Translation translation) {
        this.translation = translation;
    }

    /// Every kind, the small and decisive ones first.
    ///
    /// @param byServiceAccount whether policies may tell pods apart by their service accounts
    static List<WatchedKind<?>> all(boolean byServiceAccount) {
        return new WatchedKinds(new Translation(byServiceAccount)).list();
    }

    private List<WatchedKind<?>> list() {
        var kinds = new ArrayList<WatchedKind<?>>();
        kinds.add(baselines());
        Arrays.stream(PolicyKind.values()).forEach(kind -> kinds.add(policies(kind)));
        kinds.addAll(List.of(cidrGroups(), namespaces(), nodes()));
        var addresses = new ServiceAddresses();
        kinds.addAll(List.of(services(addresses), endpointSlices(addresses), pods()));
        return List.copyOf(kinds);
    }

    /// The resource of a kind of policy, with its group.
    static String resource(PolicyKind kind) {
        return ResourcePath.plural(kind.kind()) + "." + group(kind.apiVersion());
    }

    private static String group(String apiVersion) {
        return apiVersion.substring(0, apiVersion.indexOf('/'));
    }

    private static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    private static Set<String> resources(PolicyKind... kinds) {
        return Stream.of(kinds).map(WatchedKinds::resource).collect(Collectors.toSet());
    }

    /// The kinds whose policies refer to Services.
    static Set<String> ofCilium() {
        return resources(PolicyKind.CILIUM_NETWORK_POLICY, PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY);
    }

    /// The kinds whose policies refer to nodes.
    static Set<String> besidesNetworkPolicy() {
        return Arrays.stream(PolicyKind.values()).filter(kind -> kind != PolicyKind.NETWORK_POLICY)
                .map(WatchedKinds::resource).collect(Collectors.toSet());
    }

    private WatchedKind<Namespace> namespaces() {
        return new WatchedKind<>("namespaces", List.of("v1"), Set.of(), (client, _) -> client.namespaces(),
                Namespace::new, object -> {
                    var namespace = translation.namespace(object);
                    return List.of(new NamespaceChange(namespace.name(), Optional.of(namespace)));
                }, (_, name) -> List.of(new NamespaceChange(name, Optional.empty())));
    }

    private WatchedKind<Pod> pods() {
        return new WatchedKind<>("pods", List.of("v1"), Set.of(),
                (client, _) -> client.pods().inAnyNamespace(), Pod::new, object -> {
                    var pod = translation.pod(object);
                    return List.of(new PodChange(pod.namespace(), pod.name(), Optional.of(pod)));
                }, (namespace, name) -> List.of(new PodChange(namespace, name, Optional.empty())));
    }

    private WatchedKind<GenericKubernetesResource> nodes() {
        return new WatchedKind<>(NODES, List.of("v1"), besidesNetworkPolicy(),
                (client, version) -> objects(client, NODES, version, "Node", /* namespaced= */ false),
                GenericKubernetesResource::new, object -> {
                    var node = translation.node(object);
                    return List.of(new NodeChange(node.name(), Optional.of(node)));
                }, (_, name) -> List.of(new NodeChange(name, Optional.empty())));
    }

    private WatchedKind<GenericKubernetesResource> services(ServiceAddresses addresses) {
        return new WatchedKind<>(SERVICES, List.of("v1"), ofCilium(),
                (client, version) -> objects(client, SERVICES, version, "Service", /* namespaced= */ true),
                GenericKubernetesResource::new, object -> addresses.put(translation.service(object)),
                addresses::removeService);
    }

    private WatchedKind<GenericKubernetesResource> endpointSlices(ServiceAddresses addresses) {
        return new WatchedKind<>(ENDPOINT_SLICES, List.of("v1"), ofCilium(),
                (client, version) -> objects(client, ENDPOINT_SLICES, version, "EndpointSlice",
                        /* namespaced= */ true).withLabelSelector(LISTED_BY_HAND),
                GenericKubernetesResource::new, object -> addresses.put(translation.endpoints(object)),
                addresses::removeEndpoints);
    }

    private WatchedKind<GenericKubernetesResource> policies(PolicyKind kind) {
        var resource = resource(kind);
        return new WatchedKind<>(resource, List.of(version(kind.apiVersion())),
                kind == PolicyKind.NETWORK_POLICY ? Set.of() : Set.of(resource),
                (client, version) -> objects(client, resource, version, kind.kind(), kind.isNamespaced()),
                GenericKubernetesResource::new, object -> {
                    var policy = translation.policy(kind.apiVersion(), kind.kind(), object);
                    return List.of(new PolicyChange(policy.key(), Optional.of(policy)));
                }, (namespace, name) -> List
                        .of(new PolicyChange(new PolicyKey(kind.kind(), namespace, name), Optional.empty())));
    }

    private WatchedKind<GenericKubernetesResource> cidrGroups() {
        return new WatchedKind<>(CIDR_GROUPS, List.of("v2", "v2alpha1"), Set.of(CIDR_GROUPS),
                (client, version) -> objects(client, CIDR_GROUPS, version, CidrGroupDecoder.KIND,
                        /* namespaced= */ false),
                GenericKubernetesResource::new, object -> {
                    var group = translation.cidrGroup(object);
                    return List.of(new CidrGroupChange(group.name(), Optional.of(group)));
                }, (_, name) -> List.of(new CidrGroupChange(name, Optional.empty())));
    }

    private WatchedKind<GenericKubernetesResource> baselines() {
        var kind = "IsolationBaseline";
        return new WatchedKind<>(BASELINES, List.of("v1alpha1"), Set.of(BASELINES),
                (client, version) -> objects(client, BASELINES, version, kind, /* namespaced= */ false),
                GenericKubernetesResource::new, object -> {
                    var baseline = translation.baseline("ringfence.dev/v1alpha1", kind, object);
                    return List.of(
                            new BaselineChange(baseline.name(), baseline.source(), Optional.of(baseline)));
                }, (_, name) -> List
                        .of(new BaselineChange(name, BaselineObject.Source.CLUSTER, Optional.empty())));
    }

    static AnyNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> objects(
            KubernetesClient client, String resource, String version, String kind, boolean namespaced) {
        var resources = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(WatchedKind.group(resource)).withVersion(version).withKind(kind)
                .withPlural(WatchedKind.plural(resource)).withNamespaced(namespaced).build());
        return namespaced ? resources.inAnyNamespace() : resources;
    }
}
