package dev.ringfence.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/// Clients for writes and for the lease: they give up soon and leave every retry to the caller.
///
/// They speak HTTP/1.1: of a connection that has died unnoticed, a request that times out is then the end. The JDK's client
/// would put one request after the other on a dead HTTP/2 connection.
public final class WriteClient {
    static final int TIMEOUT_MILLIS = 5_000;

    private WriteClient() {}

    /// A client with these settings but for timeouts and retries. The caller closes it.
    public static KubernetesClient open(Config config) {
        return open(config, new RequestCount((_, _, _) -> {
        }));
    }

    static KubernetesClient open(Config config, RequestCount count) {
        Config patient = new ConfigBuilder(config).withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS).withRequestRetryBackoffLimit(0).withHttp2Disable(true)
                .build();
        return new KubernetesClientBuilder().withConfig(patient).withKubernetesSerialization(ApiJson.create())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(RequestCount.NAME, count))
                .build();
    }
}
