package dev.ringfence.e2e;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/// The reference case under names of its own: a namespace of AI workloads, and the baseline that was approved for it.
///
/// Model pods are reachable on TCP 80 from pods with `role=data-collector` in the same namespace, and by nobody else.
final class ReferenceCase implements AutoCloseable {
    static final String POLICY = "ai-workload-isolation";
    static final Map<String, String> MODEL = Map.of("workload", "ai", "team", "data-science");
    static final Map<String, String> COLLECTOR = Map.of("role", "data-collector");
    static final ResourceDefinitionContext BASELINES = new ResourceDefinitionContext.Builder()
            .withGroup("ringfence.dev").withVersion("v1alpha1").withKind("IsolationBaseline")
            .withPlural("isolationbaselines").withNamespaced(false).build();
    private static final String SPEC = """
            mode: Repair
            scope:
              namespaces: {names: [NAMESPACE]}
              workloads: {matchLabels: {workload: ai, team: data-science}}
            policies:
              - apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: ai-workload-isolation}
                spec:
                  podSelector: {matchLabels: {workload: ai, team: data-science}}
                  policyTypes: [Ingress]
                  ingress:
                    - from: [{podSelector: {matchLabels: {role: data-collector}}}]
                      ports: [{port: 80}]
            """;
    /// What was approved, as the API server completes it.
    static final String POLICY_SPEC = """
            podSelector: {matchLabels: {workload: ai, team: data-science}}
            policyTypes: [Ingress]
            ingress:
              - from: [{podSelector: {matchLabels: {role: data-collector}}}]
                ports: [{port: 80, protocol: TCP}]
            """;
    private static final PatchContext APPROVE = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("approver").withForce(true).build();

    private final KubernetesClient admin;
    private final String namespace;

    /// @param namespace guarded; need not exist
    ReferenceCase(KubernetesClient admin, String namespace) {
        this.admin = admin;
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    /// The name of the baseline.
    String baseline() {
        return "baseline-of-" + namespace;
    }

    /// Applies the baseline as a custom resource.
    ///
    /// @param fragments what differs from the reference case, as YAML to be merged into its spec, such as `mode: Observe`
    ReferenceCase approve(String... fragments) {
        baselineObject(document(fragments)).patch(APPROVE);
        return this;
    }

    /// The baseline as a document, with what differs from the reference case merged into its spec.
    GenericKubernetesResource document(String... fragments) {
        var spec = Trees.of(SPEC.replace("NAMESPACE", namespace));
        for (var fragment : fragments) {
            spec = Trees.merged(spec, Trees.of(fragment));
        }
        return new GenericKubernetesResourceBuilder().withApiVersion("ringfence.dev/v1alpha1")
                .withKind("IsolationBaseline").withNewMetadata().withName(baseline()).endMetadata()
                .addToAdditionalProperties("spec", spec).build();
    }

    private Resource<GenericKubernetesResource> baselineObject(GenericKubernetesResource document) {
        return admin.genericKubernetesResources(BASELINES).resource(document);
    }

    /// The baseline in the cluster.
    Resource<GenericKubernetesResource> baselineObject() {
        return admin.genericKubernetesResources(BASELINES).withName(baseline());
    }

    /// Creates a guarded pod.
    Pod model(String name) {
        return pod(name, MODEL);
    }

    Pod pod(String name, Map<String, String> labels) {
        return admin.resource(podOf(name, labels).build()).create();
    }

    PodBuilder podOf(String name, Map<String, String> labels) {
        return new PodBuilder().withNewMetadata().withNamespace(namespace).withName(name).withLabels(labels)
                .endMetadata().withNewSpec().addNewContainer().withName("main").withImage("none")
                .endContainer().endSpec();
    }

    PodResource podNamed(String name) {
        return admin.pods().inNamespace(namespace).withName(name);
    }

    /// The guarded policy in the cluster.
    Resource<NetworkPolicy> policy() {
        return policy(POLICY);
    }

    Resource<NetworkPolicy> policy(String name) {
        return admin.network().v1().networkPolicies().inNamespace(namespace).withName(name);
    }

    /// Creates a policy from its name and its spec in YAML.
    NetworkPolicy addPolicy(String name, String spec) {
        return admin.resource(new NetworkPolicyBuilder().withNewMetadata().withNamespace(namespace)
                .withName(name).endMetadata()
                .withSpec(Trees.of(spec, NetworkPolicySpec.class)).build()).create();
    }

    /// Changes the guarded policy by a JSON merge patch, given in YAML, as a field manager of that name.
    void patchPolicy(String manager, String patch) {
        policy().patch(new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager).build(), Serialization.asJson(Trees.of(patch)));
    }

    /// Whether the guarded policy is in the cluster, just as it was approved.
    boolean isPolicyAsApproved() {
        var live = policy().get();
        return live != null && Trees.of(POLICY_SPEC, NetworkPolicySpec.class).equals(live.getSpec());
    }

    /// Deletes the baseline.
    void disapprove() {
        baselineObject().delete();
    }

    /// So that no later daemon guards it.
    @Override
    public void close() {
        disapprove();
    }
}
