package dev.ringfence.bench;

import dev.ringfence.controlplane.ControlPlane;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// The cluster in which repairs are measured: as many guarded namespaces for the one contender as for the other, with one policy
/// each.
final class GuardedCluster {
    static final int NAMESPACES = 500;
    static final String POLICY = "approved";
    /// What the policy says: from two kinds of peers on one port each, and to the cluster's DNS.
    static final String APPROVED = """
            {"podSelector":{"matchLabels":{"app":"agent"}},"policyTypes":["Ingress","Egress"],
             "ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"gateway"}}}],
                         "ports":[{"protocol":"TCP","port":8443}]}],
             "egress":[{"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}],
                        "ports":[{"protocol":"UDP","port":53}]}]}""";
    private static final int WRITERS = 16;

    private final ApiConnection connection;

    GuardedCluster(ApiConnection connection) {
        this.connection = connection;
    }

    /// The two programs that are compared.
    enum Contender {
        RINGFENCE, BARE_LOOP;

        /// How the names of its namespaces begin.
        String prefix() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
        }

        String namespace(int number) {
            return prefix() + number % NAMESPACES;
        }
    }

    /// A started control plane whose etcd waits for the disk.
    static ControlPlane controlPlane() {
        return new ControlPlane().durable().start();
    }

    /// Makes all namespaces with their policies, and the baseline that guards Ringfence's.
    void make() throws IOException, InterruptedException, ExecutionException {
        Progress.say("making " + 2 * NAMESPACES + " namespaces with a policy each");
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (var contender : Contender.values()) {
                List<Callable<Void>> writes = IntStream.range(0, NAMESPACES)
                        .<Callable<Void>>mapToObj(number -> () -> {
                            make(contender, contender.namespace(number));
                            return null;
                        }).toList();
                for (var write : writers.invokeAll(writes)) {
                    write.get();
                }
            }
        }
        connection.create("/apis/ringfence.dev/v1alpha1/isolationbaselines",
                """
                        {"apiVersion":"ringfence.dev/v1alpha1","kind":"IsolationBaseline",
                         "metadata":{"name":"bench"},
                         "spec":{"mode":"Repair","scope":{"namespaces":{"selector":{"matchLabels":{"bench":"%s"}}}},
                         "policies":[{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
                                      "metadata":{"name":"%s"},"spec":%s}]}}"""
                        .formatted(Contender.RINGFENCE, POLICY, APPROVED));
    }

    private void make(Contender contender, String namespace) throws IOException, InterruptedException {
        connection.create("/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s","labels":{"bench":"%s"}}}"""
                .formatted(namespace, contender));
        connection.create(policies(namespace),
                """
                        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"%s"},"spec":%s}"""
                        .formatted(POLICY, APPROVED));
    }

    /// Makes a drift: the policy is deleted, or changed to let everybody in. Returns when that is acknowledged.
    void attack(Contender contender, int number, boolean delete) throws IOException, InterruptedException {
        var path = policies(contender.namespace(number)) + "/" + POLICY;
        if (delete) {
            connection.delete(path);
        } else {
            connection.merge(path, """
                    {"spec":{"ingress":[{}]}}""");
        }
    }

    private static String policies(String namespace) {
        return "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/networkpolicies";
    }
}
