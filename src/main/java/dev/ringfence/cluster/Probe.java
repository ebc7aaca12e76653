package dev.ringfence.cluster;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Consumer;

/// The question for one object of a kind, asked beside its watch.
///
/// An informer that once had a watch retries for ever, and tells nobody what it is answered; and it may take a dead connection for
/// a live one.
final class Probe {
    private final WatchedKind<?> kind;
    private final KubernetesClient client;
    private final Consumer<KubernetesClientException> refused;

    /// @param refused is told, on a thread of its own, what there was instead of an answer
    Probe(WatchedKind<?> kind, KubernetesClient client, Consumer<KubernetesClientException> refused) {
        this.kind = kind;
        this.client = client;
        this.refused = refused;
    }

    /// Asks without waiting for the answer.
    void start(String version) {
        Thread.ofVirtual().name("probe-" + kind.resource()).start(() -> ask(version));
    }

    private void ask(String version) {
        try {
            kind.objects().apply(client, version).list(new ListOptionsBuilder().withLimit(1L).build());
        } catch (KubernetesClientException failure) {
            refused.accept(failure);
        }
    }
}
