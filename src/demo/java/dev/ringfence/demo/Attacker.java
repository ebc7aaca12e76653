package dev.ringfence.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/// Somebody with rights in the cluster and an API client of their own, who changes what Ringfence guards.
final class Attacker {
    private static final String FIELD_MANAGER = "attacker";

    private final KubernetesClient client;

    Attacker(KubernetesClient client) {
        this.client = client;
    }

    /// Creates an object from its manifest, by server-side apply.
    void create(String manifest) {
        client.resource(manifest).fieldManager(FIELD_MANAGER).serverSideApply();
    }

    void deletePolicy() {
        client.network().v1().networkPolicies().inNamespace(ReferenceCase.NAMESPACE)
                .withName(ReferenceCase.POLICY).delete();
    }

    /// Changes the guarded policy by a JSON patch.
    void patchPolicy(String patch) {
        client.network().v1().networkPolicies().inNamespace(ReferenceCase.NAMESPACE)
                .withName(ReferenceCase.POLICY).patch(context(PatchType.JSON), patch);
    }

    /// Adds fields to the guarded policy by server-side apply, and so owns them.
    void applyToPolicy(String spec) {
        client.network().v1().networkPolicies().inNamespace(ReferenceCase.NAMESPACE)
                .withName(ReferenceCase.POLICY).patch(context(PatchType.SERVER_SIDE_APPLY), """
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: %s, namespace: %s}
                        spec:
                        %s""".formatted(ReferenceCase.POLICY, ReferenceCase.NAMESPACE, spec.indent(2)));
    }

    /// Changes the labels of a pod of the guarded namespace by a merge patch, in which `null` removes one.
    void labelPod(String name, String labels) {
        client.pods().inNamespace(ReferenceCase.NAMESPACE).withName(name)
                .patch(context(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":" + labels + "}}");
    }

    void deletePod(String name) {
        client.pods().inNamespace(ReferenceCase.NAMESPACE).withName(name).delete();
    }

    void deleteNamespace() {
        client.namespaces().withName(ReferenceCase.NAMESPACE).delete();
    }

    private static PatchContext context(PatchType type) {
        return new PatchContext.Builder().withPatchType(type).withFieldManager(FIELD_MANAGER)
                .withForce(type == PatchType.SERVER_SIDE_APPLY ? true : null).build();
    }
}
