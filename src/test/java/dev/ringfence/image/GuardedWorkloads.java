package dev.ringfence.image;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/// A namespace whose approved policy is missing, with its baseline in the cluster.
final class GuardedWorkloads implements AutoCloseable {
    private static final String POLICY = "approved";

    private final KubernetesClient admin;
    private final String namespace;
    private final GenericKubernetesResource baseline;

    GuardedWorkloads(KubernetesClient admin, String namespace) {
        this.admin = admin;
        this.namespace = namespace;
        this.baseline = Serialization.unmarshal(baseline(namespace), GenericKubernetesResource.class);
        admin.resource(baseline).create();
    }

    /// The baseline of a namespace as a document.
    static String baseline(String namespace) {
        return """
                apiVersion: ringfence.dev/v1alpha1
                kind: IsolationBaseline
                metadata: {name: image-%1$s}
                spec:
                  mode: Repair
                  scope:
                    namespaces: {names: [%1$s]}
                  policies:
                    - apiVersion: networking.k8s.io/v1
                      kind: NetworkPolicy
                      metadata: {name: %2$s}
                      spec: {podSelector: {}, policyTypes: [Ingress]}
                """.formatted(namespace, POLICY);
    }

    static boolean isIsolated(KubernetesClient admin, String namespace) {
        return admin.network().v1().networkPolicies().inNamespace(namespace).withName(POLICY).get() != null;
    }

    boolean isIsolated() {
        return isIsolated(admin, namespace);
    }

    String baseline() {
        return baseline.getMetadata().getName();
    }

    /// Who holds the lease of the namespace; empty for nobody.
    String leaseHolder() {
        var holder = admin.leases().inNamespace(namespace).withName("ringfence").require().getSpec()
                .getHolderIdentity();
        return holder == null ? "" : holder;
    }

    @Override
    public void close() {
        admin.resource(baseline).delete();
    }
}
