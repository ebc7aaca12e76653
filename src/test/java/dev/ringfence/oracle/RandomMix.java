package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfPod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A small random cluster as plain manifests, with policies of several kinds as they were and as they are.
///
/// @param cluster namespaces, pods, nodes, and what policies refer to
record RandomMix(List<Map<String, Object>> cluster, List<Map<String, Object>> before,
        List<Map<String, Object>> after) {

    /// Which policies are mixed.
    enum Kinds {
        TIERS, CILIUM, KUBERNETES_AND_TIERS, CILIUM_AND_TIERS;

        private Map<String, Object> policy(Random random, String name) {
            return switch (this) {
                case TIERS -> new RandomTiers(random).policy(name);
                case CILIUM -> new RandomCiliumPolicies(random).policy(name);
                case KUBERNETES_AND_TIERS -> random.nextInt(3) == 0
                        ? new RandomPolicies(random).policy(name)
                        : new RandomTiers(random).policy(name);
                case CILIUM_AND_TIERS -> random.nextInt(3) == 0
                        ? new RandomTiers(random).newer(name)
                        : new RandomCiliumPolicies(random).policy(name);
            };
        }
    }

    static RandomMix of(long seed, Kinds kinds) {
        var random = new Random(seed);
        var cluster = new ArrayList<>(RandomCluster.of(seed).namespaces());
        RandomCluster.of(seed).pods().forEach(pod -> cluster.add(marked(pod, random)));
        for (var name : List.of("node-0", "node-1")) {
            cluster.add(node(name, random));
        }
        cluster.addAll(new RandomCiliumPolicies(random).references());
        var before = new ArrayList<Map<String, Object>>();
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            add(kinds.policy(random, "p" + i), before);
        }
        var after = new ArrayList<Map<String, Object>>();
        before.stream().filter(_ -> random.nextInt(100) < 70).forEach(after::add);
        for (var i = random.nextInt(3); i > 0; i--) {
            add(kinds.policy(random, "o" + i), after);
        }
        return new RandomMix(cluster, before, after);
    }

    /// Adds a policy, unless one of its kind and name is there: only one BaselineAdminNetworkPolicy may be called `default`.
    private static void add(Map<String, Object> policy, List<Map<String, Object>> policies) {
        if (policies.stream().noneMatch(other -> Objects.equals(other.get("kind"), policy.get("kind"))
                && Objects.equals(other.get("metadata"), policy.get("metadata")))) {
            policies.add(policy);
        }
    }

    /// The pod on a node, under a service account, and with a label that Cilium keeps out of identities.
    private static Map<String, Object> marked(Map<String, Object> pod, Random random) {
        var marked = Tree.copy(pod);
        var spec = Tree.object(marked, "spec");
        if (random.nextBoolean()) {
            spec.put("nodeName", random.nextBoolean() ? "node-0" : "node-1");
        }
        if (random.nextInt(3) == 0) {
            spec.put("serviceAccountName", "robot");
        }
        if (random.nextInt(3) == 0) {
            Tree.object(Tree.object(marked, "metadata"), "labels").put("pod-template-hash", "web");
        }
        return marked;
    }

    private static Map<String, Object> node(String name, Random random) {
        var node = new LinkedHashMap<String, Object>();
        node.put("apiVersion", "v1");
        node.put("kind", "Node");
        node.put("metadata",
                Map.of("name", name, "labels", Map.of("disk", random.nextBoolean() ? "ssd" : "hdd")));
        node.put("status", Map.of("addresses",
                List.of(Map.of("type", "InternalIP", "address",
                        random.nextBoolean() ? "192.0.2.128" : "10.0.0.255"))));
        return node;
    }

    /// All manifests of the state before.
    List<Map<String, Object>> manifestsBefore() {
        return Stream.concat(cluster.stream(), before.stream()).toList();
    }

    /// All manifests of the state after.
    List<Map<String, Object>> manifestsAfter() {
        return Stream.concat(cluster.stream(), after.stream()).toList();
    }

    /// The pods that policies hold and see, by their names.
    Map<String, OfPod> pods() {
        var pods = new TreeMap<String, OfPod>();
        for (var manifest : cluster) {
            var metadata = Tree.object(manifest, "metadata");
            var spec = Tree.object(manifest, "spec");
            if (Tree.text(manifest, "kind").equals("Pod") && !Boolean.TRUE.equals(spec.get("hostNetwork"))
                    && !Tree.text(Tree.object(manifest, "status"), "phase").equals("Succeeded")) {
                var namespace = Tree.text(metadata, "namespace");
                var labels = Tree.labels(metadata, "labels");
                labels.put("@serviceaccount",
                        String.valueOf(spec.getOrDefault("serviceAccountName", "default")));
                var ports = Tree.objects(spec, "containers").stream()
                        .flatMap(container -> Tree.objects(container, "ports").stream())
                        .filter(port -> Tree.has(port, "name") && Tree.has(port, "containerPort")).toList();
                pods.put(namespace + "/" + Tree.text(metadata, "name"),
                        new OfPod(namespace, namespaceLabels(namespace), labels,
                                Tree.objects(Tree.object(manifest, "status"), "podIPs").stream()
                                        .map(ip -> Tree.text(ip, "ip")).toList(),
                                ports));
            }
        }
        return pods;
    }

    private Map<String, String> namespaceLabels(String name) {
        return cluster.stream().filter(manifest -> Tree.text(manifest, "kind").equals("Namespace"))
                .map(manifest -> Tree.object(manifest, "metadata"))
                .filter(metadata -> Tree.text(metadata, "name").equals(name))
                .map(metadata -> Tree.labels(metadata, "labels")).findFirst().orElse(Map.of());
    }

    /// The mixes that lack one part.
    Stream<RandomMix> smaller() {
        return Stream.of(
                SmallerTrees.of(before).map(less -> new RandomMix(cluster, less, after)),
                SmallerTrees.of(after).map(less -> new RandomMix(cluster, before, less)),
                SmallerTrees.of(cluster).map(less -> new RandomMix(less, before, after)))
                .flatMap(UnaryOperator.identity());
    }
}
