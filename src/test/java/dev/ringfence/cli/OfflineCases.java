package dev.ringfence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The reference case as manifests, and a folder to put manifests into.
record OfflineCases(Path folder) {
    static final String WORKLOADS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: ai-workloads}
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: model, namespace: ai-workloads}
            spec:
              template:
                metadata: {labels: {workload: ai, team: data-science}}
                spec: {containers: [{name: m, image: m, ports: [{name: http, containerPort: 80}]}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: collector, namespace: ai-workloads}
            spec:
              template:
                metadata: {labels: {role: data-collector}}
                spec: {containers: [{name: c, image: c}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: intruder, labels: {app: intruder}}
            spec: {containers: [{name: c, image: c}]}
            """;
    static final String POLICY = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: ai-workload-isolation, namespace: ai-workloads}
            spec:
              podSelector: {matchLabels: {workload: ai, team: data-science}}
              policyTypes: [Ingress]
              ingress:
                - from: [{podSelector: {matchLabels: {role: data-collector}}}]
                  ports: [{port: 80}]
            """;
    static final String OPEN_POLICY = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: debug-open, namespace: ai-workloads}
            spec:
              podSelector: {}
              ingress:
                - {}
            """;
    static final String BASELINE = """
            apiVersion: ringfence.dev/v1alpha1
            kind: IsolationBaseline
            metadata: {name: ai-workloads}
            spec:
              scope:
                namespaces: {names: [ai-workloads]}
                workloads: {matchLabels: {workload: ai, team: data-science}}
                otherPods: Ignore
              policies:
                - apiVersion: networking.k8s.io/v1
                  kind: NetworkPolicy
                  metadata: {name: ai-workload-isolation}
                  spec:
                    podSelector: {matchLabels: {workload: ai, team: data-science}}
                    ingress:
                      - from: [{podSelector: {matchLabels: {role: data-collector}}}]
                        ports: [{port: 80}]
            """;

    /// The path of a new file with this text.
    String file(String name, String text) {
        var file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file.toString();
    }
}
