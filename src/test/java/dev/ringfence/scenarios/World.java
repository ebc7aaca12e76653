package dev.ringfence.scenarios;

import dev.ringfence.fixture.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The usual cluster of the scenarios: trainers in the namespace `ai`, a gateway and a notebook beside them, and pods elsewhere.
final class World {
    static final String NAMESPACES = """
            {apiVersion: v1, kind: Namespace, metadata: {name: ai, labels: {team: ml}}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: dev, labels: {env: dev}}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: storage, labels: {tier: data}}}
            """;
    static final String TRAINER = """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: ai, name: trainer-0, labels: {app: trainer, apps.kubernetes.io/pod-index: "0"}}
            spec: {nodeName: one, containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}
            status: {podIPs: [{ip: 10.0.0.10}]}
            """;
    static final String GATEWAY = """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: ai, name: gateway-0, labels: {app: gateway}}
            status: {podIPs: [{ip: 10.0.0.20}]}
            """;
    static final String NOTEBOOK = """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: ai, name: notebook-0, labels: {app: notebook}}
            status: {podIPs: [{ip: 10.0.0.30}]}
            """;
    static final String SHELL = """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: dev, name: shell-0, labels: {app: shell}}
            status: {podIPs: [{ip: 10.0.1.5}]}
            """;
    static final String BUCKET = """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: storage, name: bucket-0, labels: {app: bucket}}
            spec: {containers: [{name: c, ports: [{name: api, containerPort: 443}]}]}
            status: {podIPs: [{ip: 10.0.2.5}]}
            """;
    /// The baseline of the scenarios.
    static final String INGRESS = "ingress: [{from: [{podSelector: {matchLabels: {app: gateway}}}], ports: [{port: 8080}]}]";
    static final String TO_STORAGE = "{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: storage}}}],"
            + " ports: [{port: 443}]}";
    static final String TO_DNS = "{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}";
    static final String EGRESS = "egress: [" + TO_STORAGE + ", " + TO_DNS + "]";
    static final String NP = networkPolicy("np",
            "policyTypes: [Ingress, Egress], " + INGRESS + ", " + EGRESS);

    private World() {}

    /// A NetworkPolicy of the namespace `ai` for the trainers.
    static String networkPolicy(String name, String rules) {
        return networkPolicy(name, "{matchLabels: {app: trainer}}", rules);
    }

    static String networkPolicy(String name, String podSelector, String rules) {
        return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: ai, name: "
                + name + "}, spec: {podSelector: " + podSelector + ", " + rules + "}}";
    }

    /// The usual cluster, and more.
    static List<Map<String, Object>> with(String... more) {
        return of(NAMESPACES, List.of(TRAINER, GATEWAY, NOTEBOOK, SHELL, BUCKET), more);
    }

    /// The usual cluster, in which some pods are others, and more.
    static List<Map<String, Object>> of(String namespaces, List<String> pods, String... more) {
        var manifests = new ArrayList<>(Manifests.documents(namespaces));
        pods.forEach(pod -> manifests.addAll(Manifests.documents(pod)));
        for (var text : more) {
            manifests.addAll(Manifests.documents(text));
        }
        return manifests;
    }
}
