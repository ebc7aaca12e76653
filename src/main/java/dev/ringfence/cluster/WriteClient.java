package dev.ringfence.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/// Clients for writes and for the lease: they give up soon and leave every retry to the caller.
public final class WriteClient {
    static final int TIMEOUT_MILLIS = 5_000;

    private WriteClient() {}

    /// A client with these settings but for timeouts and retries. The caller closes it.
    public static KubernetesClient open(Config config) {
        Config patient = new ConfigBuilder(config).withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS).withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(patient).build();
    }
}
