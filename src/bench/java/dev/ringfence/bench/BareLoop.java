package dev.ringfence.bench;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.File;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The least that puts policies back: an informer that creates again what was deleted and overwrites what was changed.
///
/// It judges nothing, reports nothing and asks nobody whether it may write. It stands for the time that the API server and the
/// client library need anyway.
final class BareLoop implements ResourceEventHandler<NetworkPolicy> {
    private static final int WRITES_AT_A_TIME = 64;

    private final KubernetesClient client;
    private final String namespaces;
    private final NetworkPolicySpec approved;
    /// So that one write does not wait for another; more at a time than a connection carries would be put off by the client library.
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITES_AT_A_TIME,
            Thread.ofVirtual().factory());

    private BareLoop(KubernetesClient client, String namespaces) {
        this.client = client;
        this.namespaces = namespaces;
        this.approved = client.getKubernetesSerialization()
                .unmarshal(GuardedCluster.APPROVED, NetworkPolicySpec.class);
    }

    /// Guards the policies of the namespaces whose names begin with the second argument, until the process is ended.
    ///
    /// @param arguments a kubeconfig file, and how the names of the namespaces begin
    static void main(String[] arguments) {
        var config = Config.fromKubeconfig(new File(arguments[0]));
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            client.network().v1().networkPolicies().inAnyNamespace()
                    .inform(new BareLoop(client, arguments[1]));
            new CompletableFuture<Void>().join();
        }
    }

    @Override
    public void onAdd(NetworkPolicy policy) {
        // What is there at the start is as it should be.
    }

    @Override
    public void onUpdate(NetworkPolicy before, NetworkPolicy policy) {
        if (isGuarded(policy) && !policy.getSpec().equals(approved)) {
            var restored = new NetworkPolicyBuilder(policy).withSpec(approved).build();
            write(() -> client.resource(restored).update());
        }
    }

    @Override
    public void onDelete(NetworkPolicy policy, boolean unknown) {
        if (isGuarded(policy)) {
            var created = new NetworkPolicyBuilder().withNewMetadata()
                    .withNamespace(policy.getMetadata().getNamespace())
                    .withName(policy.getMetadata().getName()).endMetadata().withSpec(approved).build();
            write(() -> client.resource(created).create());
        }
    }

    private boolean isGuarded(NetworkPolicy policy) {
        return policy.getMetadata().getNamespace().startsWith(namespaces);
    }

    private void write(Runnable request) {
        writers.execute(() -> {
            try {
                request.run();
            } catch (KubernetesClientException failure) {
                Progress.say("the bare loop's write failed: " + failure.getMessage());
            }
        });
    }
}
