package dev.ringfence.cluster;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.cluster.translate.Translation;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.NamespaceChange;
import dev.ringfence.daemon.Change.PodChange;
import dev.ringfence.daemon.Change.PolicyChange;
import dev.ringfence.policy.PolicyKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/// The kinds of object that Ringfence watches.
final class WatchedKinds {
    private WatchedKinds() {}

    /// Every kind, the small and decisive ones first.
    static List<WatchedKind<?>> all() {
        var translation = new Translation();
        return List.of(baselines(translation), networkPolicies(translation), namespaces(translation),
                pods(translation));
    }

    private static WatchedKind<Namespace> namespaces(Translation translation) {
        return new WatchedKind<>("namespaces", false, client -> client.namespaces(), Namespace::new,
                object -> {
                    var namespace = translation.namespace(object);
                    return new NamespaceChange(namespace.name(), Optional.of(namespace));
                }, (_, name) -> new NamespaceChange(name, Optional.empty()));
    }

    private static WatchedKind<Pod> pods(Translation translation) {
        return new WatchedKind<>("pods", false, client -> client.pods().inAnyNamespace(), Pod::new,
                object -> {
                    var pod = translation.pod(object);
                    return new PodChange(pod.namespace(), pod.name(), Optional.of(pod));
                }, (namespace, name) -> new PodChange(namespace, name, Optional.empty()));
    }

    private static WatchedKind<GenericKubernetesResource> networkPolicies(Translation translation) {
        var kind = "NetworkPolicy";
        var context = context("networking.k8s.io", "v1", kind, "networkpolicies", true);
        return new WatchedKind<>("networkpolicies.networking.k8s.io", false,
                client -> client.genericKubernetesResources(context).inAnyNamespace(),
                GenericKubernetesResource::new,
                object -> {
                    var policy = translation.policy("networking.k8s.io/v1", kind, object);
                    return new PolicyChange(policy.key(), Optional.of(policy));
                }, (namespace, name) -> new PolicyChange(new PolicyKey(kind, namespace, name),
                        Optional.empty()));
    }

    private static WatchedKind<GenericKubernetesResource> baselines(Translation translation) {
        var kind = "IsolationBaseline";
        var context = context("ringfence.dev", "v1alpha1", kind, "isolationbaselines", false);
        return new WatchedKind<>("isolationbaselines.ringfence.dev", true,
                client -> client.genericKubernetesResources(context), GenericKubernetesResource::new,
                object -> {
                    var baseline = translation.baseline("ringfence.dev/v1alpha1", kind, object);
                    return new BaselineChange(baseline.name(), baseline.source(), Optional.of(baseline));
                }, (_, name) -> new BaselineChange(name, BaselineObject.Source.CLUSTER, Optional.empty()));
    }

    private static ResourceDefinitionContext context(String group, String version, String kind, String plural,
            boolean namespaced) {
        return new ResourceDefinitionContext.Builder().withGroup(group).withVersion(version).withKind(kind)
                .withPlural(plural).withNamespaced(namespaced).build();
    }
}
