package dev.ringfence.oracle;

import static dev.ringfence.oracle.RandomPolicies.NAMESPACES;
import static dev.ringfence.oracle.RandomPolicies.NAMESPACE_LABELS;
import static dev.ringfence.oracle.RandomPolicies.POD_LABELS;

import dev.ringfence.fixture.OfflineCluster;
import dev.ringfence.fixture.Smallest;
import dev.ringfence.oracle.Party.OfPod;
import dev.ringfence.policy.EnforcementProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A small random cluster as plain manifests, with two sets of policies for it.
record RandomCluster(List<Map<String, Object>> namespaces, List<Map<String, Object>> pods,
        List<Map<String, Object>> policies, List<Map<String, Object>> others) {

    static RandomCluster of(long seed) {
        var random = new Random(seed);
        var generator = new RandomPolicies(random);
        var namespaces = new ArrayList<Map<String, Object>>();
        for (var name : NAMESPACES) {
            namespaces.add(manifest("Namespace",
                    Map.of("name", name, "labels", labels(generator, NAMESPACE_LABELS))));
        }
        var pods = new ArrayList<Map<String, Object>>();
        for (var i = 2 + random.nextInt(4); i > 0; i--) {
            pods.add(pod(generator, random.nextInt(3), i));
        }
        var policies = new ArrayList<Map<String, Object>>();
        for (var i = random.nextInt(4); i > 0; i--) {
            policies.add(generator.policy("p" + i));
        }
        var others = new ArrayList<Map<String, Object>>();
        policies.stream().filter(_ -> generator.chance(70)).forEach(others::add);
        for (var i = random.nextInt(3); i > 0; i--) {
            others.add(generator.policy("o" + i));
        }
        return new RandomCluster(namespaces, pods, policies, others);
    }

    private static Map<String, Object> manifest(String kind, Map<String, Object> metadata) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", "v1");
        manifest.put("kind", kind);
        manifest.put("metadata", metadata);
        return manifest;
    }

    private static Map<String, Object> pod(RandomPolicies generator, int namespace, int number) {
        var pod = manifest("Pod",
                Map.of("namespace", NAMESPACES.get(namespace), "name", "pod-" + number, "labels",
                        labels(generator, POD_LABELS)));
        var containers = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 2; i++) {
            containers.add(Map.of("ports", ports(generator)));
        }
        pod.put("spec", Map.of("hostNetwork", generator.chance(8), "containers", containers));
        var ips = new ArrayList<Map<String, Object>>();
        ips.add(Map.of("ip", "10.0." + namespace + "." + number));
        if (generator.chance(50)) {
            ips.add(Map.of("ip", "fd00::" + number));
        }
        pod.put("status", Map.of("podIPs", generator.chance(90) ? ips : List.of(), "phase",
                generator.chance(8) ? "Succeeded" : "Running"));
        return pod;
    }

    private static List<Map<String, Object>> ports(RandomPolicies generator) {
        var ports = new ArrayList<Map<String, Object>>();
        while (generator.chance(50)) {
            var port = new LinkedHashMap<String, Object>();
            port.put("name", generator.pick(RandomPolicies.PORT_NAMES));
            port.put("containerPort", generator.pick(List.of(80, 8080, 9090)));
            if (generator.chance(50)) {
                port.put("protocol", generator.pick(RandomPolicies.PROTOCOLS));
            }
            ports.add(port);
        }
        return ports;
    }

    static Map<String, String> labels(RandomPolicies generator, Map<String, List<String>> domain) {
        var labels = new LinkedHashMap<String, String>();
        domain.keySet().stream().sorted().filter(_ -> generator.chance(65))
                .forEach(key -> labels.put(key, generator.pick(domain.getOrDefault(key, List.of()))));
        return labels;
    }

    /// Everything but `others`.
    List<Map<String, Object>> manifests() {
        var manifests = new ArrayList<>(namespaces);
        manifests.addAll(pods);
        manifests.addAll(policies);
        return manifests;
    }

    /// The same cluster under the other policies.
    RandomCluster swapped() {
        return new RandomCluster(namespaces, pods, others, policies);
    }

    /// A pod as a party of flows.
    OfPod party(Map<String, Object> pod) {
        var metadata = Tree.object(pod, "metadata");
        var namespace = Tree.text(metadata, "namespace");
        var ports = Tree.objects(Tree.object(pod, "spec"), "containers").stream()
                .flatMap(container -> Tree.objects(container, "ports").stream()).toList();
        var ips = Tree.objects(Tree.object(pod, "status"), "podIPs").stream().map(ip -> Tree.text(ip, "ip"))
                .toList();
        return new OfPod(namespace, namespaceLabels(namespace), Tree.labels(metadata, "labels"), ips, ports);
    }

    Map<String, String> namespaceLabels(String namespace) {
        return namespaces.stream().map(manifest -> Tree.object(manifest, "metadata"))
                .filter(metadata -> Tree.text(metadata, "name").equals(namespace))
                .map(metadata -> Tree.labels(metadata, "labels")).findFirst().orElse(Map.of());
    }

    /// The pods that policies hold and see.
    List<Map<String, Object>> heldPods() {
        return pods.stream().filter(pod -> !Boolean.TRUE.equals(Tree.object(pod, "spec").get("hostNetwork"))
                && Tree.text(Tree.object(pod, "status"), "phase").equals("Running")).toList();
    }

    /// The smallest cluster that can be read and still is as wanted.
    RandomCluster shrunk(Predicate<RandomCluster> wanted) {
        return Smallest.of(this, RandomCluster::smaller, smaller -> smaller.isRead() && wanted.test(smaller));
    }

    private Stream<RandomCluster> smaller() {
        return Stream.of(
                SmallerTrees.of(policies).map(less -> new RandomCluster(namespaces, pods, less, others)),
                SmallerTrees.of(others).map(less -> new RandomCluster(namespaces, pods, policies, less)),
                SmallerTrees.of(pods).map(less -> new RandomCluster(namespaces, less, policies, others)),
                SmallerTrees.of(namespaces).map(less -> new RandomCluster(less, pods, policies, others)))
                .flatMap(UnaryOperator.identity());
    }

    private boolean isRead() {
        return OfflineCluster.accepts(EnforcementProfile.GENERIC, manifests())
                && OfflineCluster.accepts(EnforcementProfile.GENERIC, swapped().manifests());
    }

    @Override
    public String toString() {
        return "namespaces " + namespaces + "\npods " + pods + "\npolicies " + policies + "\nothers "
                + others;
    }
}
