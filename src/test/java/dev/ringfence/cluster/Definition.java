package dev.ringfence.cluster;

import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// The definition of a kind in a test: its names, and a schema that takes anything.
///
/// @param version the only version that is served
public record Definition(String group, String version, String kind, String plural, boolean namespaced) {
    public static final Definition CILIUM_POLICIES = new Definition("cilium.io", "v2", "CiliumNetworkPolicy",
            "ciliumnetworkpolicies", true);
    public static final Definition ADMIN_POLICIES = new Definition("policy.networking.k8s.io", "v1alpha1",
            "AdminNetworkPolicy", "adminnetworkpolicies", false);

    static Definition cidrGroups(String version) {
        return new Definition("cilium.io", version, "CiliumCIDRGroup", "ciliumcidrgroups", false);
    }

    /// As in the state of a watch.
    String resource() {
        return plural + "." + group;
    }

    /// Defines the kind, and waits until objects of it can be created.
    public void apply(ControlPlane plane) {
        // The API server approves definitions of its own groups only with this annotation.
        plane.applyCrds(new ByteArrayInputStream("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: %s.%s
                  annotations: {api-approved.kubernetes.io: "unapproved, for a test"}
                spec:
                  group: %s
                  scope: %s
                  names: {kind: %s, plural: %s, singular: %s}
                  versions:
                    - name: %s
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """
                .formatted(plural, group, group, namespaced ? "Namespaced" : "Cluster", kind, plural,
                        kind.toLowerCase(Locale.ROOT), version)
                .getBytes(StandardCharsets.UTF_8)));
    }

    /// Removes the kind with all its objects, and waits until it is gone.
    public void remove(ControlPlane plane) {
        var definition = plane.admin().apiextensions().v1().customResourceDefinitions().withName(resource());
        definition.delete();
        await("the definition of " + kind + " is gone").atMost(Duration.ofMinutes(1))
                .until(() -> definition.get() == null);
    }

    /// Creates an object of the kind.
    ///
    /// @param namespace empty for a cluster-scoped kind
    void create(ControlPlane plane, String namespace, String name, Map<String, Object> spec) {
        var object = new GenericKubernetesResource();
        object.setApiVersion(group + "/" + version);
        object.setKind(kind);
        object.setMetadata(new ObjectMetaBuilder().withName(name).build());
        object.setAdditionalProperty("spec", spec);
        var resources = plane.admin()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder().withGroup(group)
                        .withVersion(version).withKind(kind).withPlural(plural).withNamespaced(namespaced)
                        .build());
        if (namespaced) {
            resources.inNamespace(namespace).resource(object).create();
        } else {
            resources.resource(object).create();
        }
    }
}
