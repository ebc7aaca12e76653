package dev.ringfence.demo;

/// The objects of the demo: a namespace of AI workloads, what was approved for it, and who else is in the cluster.
final class ReferenceCase {
    static final String NAMESPACE = "ai-workloads";
    static final String BASELINE = "ai-workloads";
    static final String POLICY = "ai-workload-isolation";

    static final String POLICY_SPEC = """
            podSelector: {matchLabels: {workload: ai, team: data-science}}
            policyTypes: [Ingress]
            ingress:
              - from: [{podSelector: {matchLabels: {role: data-collector}}}]
                ports: [{port: 80}]
            """;

    static final String NAMESPACE_MANIFEST = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: ai-workloads}
            """;

    static final String POLICY_MANIFEST = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: %s, namespace: %s}
            spec:
            %s""".formatted(POLICY, NAMESPACE, POLICY_SPEC.indent(2));

    private ReferenceCase() {}

    /// The baseline.
    ///
    /// @param mode `Repair` or `Observe`
    static String baseline(String mode) {
        return """
                apiVersion: ringfence.dev/v1alpha1
                kind: IsolationBaseline
                metadata: {name: %s}
                spec:
                  mode: %s
                  scope:
                    namespaces: {names: [%s], create: true}
                    workloads:
                      matchLabels: {workload: ai, team: data-science}
                    otherPods: Report
                  policies:
                    - apiVersion: networking.k8s.io/v1
                      kind: NetworkPolicy
                      metadata: {name: %s}
                      spec:
                %s  foreignPolicies: Delete
                """.formatted(BASELINE, mode, NAMESPACE, POLICY, POLICY_SPEC.indent(8));
    }

    /// A running pod.
    ///
    /// @param labels as a YAML flow mapping
    /// @param address the last part of its address
    static String pod(String namespace, String name, String labels, int address) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: %s}
                spec:
                  nodeName: demo
                  containers: [{name: main, image: example.test/main}]
                status:
                  phase: Running
                  podIP: 10.0.0.%d
                  podIPs: [{ip: 10.0.0.%d}]
                """.formatted(name, namespace, labels, address, address);
    }

    /// The pods of the guarded namespace.
    static String[] guardedPods() {
        var guarded = "{workload: ai, team: data-science}";
        return new String[]{pod(NAMESPACE, "model-0", guarded, 10), pod(NAMESPACE, "model-1", guarded, 11),
                pod(NAMESPACE, "data-collector", "{role: data-collector}", 12)};
    }

    /// A pod that nobody has approved as a peer.
    static String stranger() {
        return pod("default", "stranger", "{app: stranger}", 20);
    }
}
