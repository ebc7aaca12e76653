package dev.ringfence.bench;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// The cluster in which the daemon's own needs are measured: it grows from one size to the next, and is made of a seed.
///
/// Its pods are as large as those of real clusters, with containers, environment and status: what the API server sends is decoded
/// in full, however little of it is kept. None has an owner, so that each is a workload of its own, which is the larger case.
final class GrowingCluster {
    static final int PODS_PER_NAMESPACE = 15;
    /// One namespace in so many is guarded.
    static final int GUARDED = 10;
    private static final int TEAMS = 200;
    private static final List<String> APPLICATIONS = List.of("agent", "gateway", "store");
    private static final String POLICY = """
            {"podSelector":{},"policyTypes":["Ingress","Egress"],
             "ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"gateway"}}}],
                         "ports":[{"protocol":"TCP","port":8443}]}],
             "egress":[{"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}],
                        "ports":[{"protocol":"UDP","port":53}]}]}""";
    private static final String BASELINES = "/apis/ringfence.dev/v1alpha1/isolationbaselines";
    private static final int WRITERS = 16;

    private final ApiConnection connection;
    private int namespaces;

    GrowingCluster(ApiConnection connection) {
        this.connection = connection;
    }

    /// How many namespaces a cluster of so many pods has, each with one policy.
    static int namespaces(int pods) {
        return Math.ceilDiv(pods, PODS_PER_NAMESPACE);
    }

    /// Adds what is missing to a cluster of so many pods.
    void growTo(int pods) throws IOException, InterruptedException, ExecutionException {
        var goal = namespaces(pods);
        Progress.say("growing to " + pods + " pods in " + goal + " namespaces");
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Void>> writes = IntStream.range(namespaces, goal)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        make(number, Math.min(PODS_PER_NAMESPACE, pods - number * PODS_PER_NAMESPACE));
                        return null;
                    }).toList();
            for (var write : writers.invokeAll(writes)) {
                write.get();
            }
        }
        namespaces = goal;
    }

    /// Creates the baseline that guards its part of the namespaces, as new: it has no memory of a smaller cluster.
    void approve(String baseline) throws IOException, InterruptedException {
        connection.create(BASELINES,
                """
                        {"apiVersion":"ringfence.dev/v1alpha1","kind":"IsolationBaseline","metadata":{"name":"%s"},
                         "spec":{"mode":"Repair","scope":{"namespaces":{"selector":{"matchLabels":{"guarded":"true"}}}},
                         "policies":[{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
                                      "metadata":{"name":"isolation"},"spec":%s}]}}"""
                        .formatted(baseline, POLICY));
    }

    void withdraw(String baseline) throws IOException, InterruptedException {
        connection.delete(BASELINES + "/" + baseline);
    }

    private void make(int number, int pods) throws IOException, InterruptedException {
        var random = new Random(SeededCluster.SEED + number);
        var namespace = "size-%05d".formatted(number);
        connection.create("/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s",
                 "labels":{"team":"team-%d","guarded":"%s"}}}""".formatted(namespace, random.nextInt(TEAMS),
                number % GUARDED == 0));
        connection.create("/apis/networking.k8s.io/v1/namespaces/" + namespace + "/networkpolicies", """
                {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"isolation"},
                 "spec":%s}""".formatted(POLICY));
        for (var pod = 0; pod < pods; pod++) {
            make(namespace, number * PODS_PER_NAMESPACE + pod, random);
        }
    }

    private void make(String namespace, int number, Random random) throws IOException, InterruptedException {
        var application = APPLICATIONS.get(number % APPLICATIONS.size());
        var name = application + "-" + number;
        var path = "/api/v1/namespaces/" + namespace + "/pods";
        connection.create(path, SeededPod.manifest(name, application, random));
        connection.merge(path + "/" + name + "/status", SeededPod.status(number));
    }
}
