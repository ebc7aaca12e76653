package dev.ringfence.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Objects for tests to put into a cluster.
final class Specimens {
    static final String BASELINE_CRD_NAME = "isolationbaselines.ringfence.dev";
    private static final ResourceDefinitionContext BASELINES = new ResourceDefinitionContext.Builder()
            .withGroup("ringfence.dev").withVersion("v1alpha1").withKind("IsolationBaseline")
            .withPlural("isolationbaselines").withNamespaced(false).build();

    private Specimens() {}

    static Pod pod(String namespace, String name) {
        return new PodBuilder().withNewMetadata().withNamespace(namespace).withName(name)
                .addToLabels("app", "model").endMetadata()
                .withNewSpec().addNewContainer().withName("main").withImage("none").addNewPort()
                .withName("web")
                .withContainerPort(80).endPort().endContainer().endSpec().build();
    }

    static NetworkPolicy policy(String namespace, String name) {
        return new NetworkPolicyBuilder().withNewMetadata().withNamespace(namespace).withName(name)
                .endMetadata()
                .withNewSpec().withNewPodSelector().addToMatchLabels("app", "model").endPodSelector()
                .addNewIngress().addNewPort().withNewPort(80).endPort().endIngress().endSpec().build();
    }

    static Resource<GenericKubernetesResource> baseline(KubernetesClient client, String name) {
        return client.genericKubernetesResources(BASELINES).resource(new GenericKubernetesResourceBuilder()
                .withApiVersion("ringfence.dev/v1alpha1").withKind("IsolationBaseline").withNewMetadata()
                .withName(name).endMetadata()
                .addToAdditionalProperties("spec", Map.of("mode", "Observe")).build());
    }

    /// A definition of the baseline's kind that lets everything pass.
    static InputStream baselineCrd() {
        return new ByteArrayInputStream("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: isolationbaselines.ringfence.dev}
                spec:
                  group: ringfence.dev
                  scope: Cluster
                  names: {kind: IsolationBaseline, plural: isolationbaselines, singular: isolationbaseline}
                  versions:
                    - name: v1alpha1
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.getBytes(StandardCharsets.UTF_8));
    }
}
