package dev.ringfence.cluster;

import dev.ringfence.daemon.RequestObserver;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.time.Duration;
import java.util.concurrent.Executors;

/// The connections to one cluster: one for reading it, and one for writing, so that no write waits behind a long list.
///
/// @param reading for lists and watches, which may take their time and are retried by who asks
/// @param writing for requests that must be answered at once or fail
public record ClusterClients(KubernetesClient reading, KubernetesClient writing) implements AutoCloseable {
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);
    /// Doubles with every failure up to 32 times itself: after an outage, sight is back within about 3 seconds.
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);

    /// Clients for a cluster; nothing is sent yet.
    ///
    /// @throws InvalidSettingsException when the settings lead to no cluster; the message is one line that names the file
    public static ClusterClients open(ClusterSettings settings) {
        return open(settings, (_, _, _) -> {
        });
    }

    /// As [#open(ClusterSettings)], with somebody who is told of every request.
    public static ClusterClients open(ClusterSettings settings, RequestObserver requests) {
        var count = new RequestCount(requests);
        return new ClusterClients(reading(settings, count), writing(settings, count));
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
    }

    /// Objects are decoded on platform threads: a large list keeps processors busy for seconds, and virtual threads that
    /// compute would let nothing else have them.
    private static KubernetesClient reading(ClusterSettings settings, RequestCount count) {
        var config = config(settings, LIST_TIMEOUT, 3);
        return builder(config, count).withTaskExecutorSupplier(
                () -> Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("cluster-reads-", 0).factory()))
                .build();
    }

    private static KubernetesClient writing(ClusterSettings settings, RequestCount count) {
        return WriteClient.open(config(settings, WRITE_TIMEOUT, 0), count);
    }

    private static KubernetesClientBuilder builder(Config config, RequestCount count) {
        return new KubernetesClientBuilder().withConfig(config).withKubernetesSerialization(ApiJson.create())
                .withHttpClientFactory(new JdkHttpClientFactory()).withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor(RequestCount.NAME, count));
    }

    /// @param retries how often the client itself repeats a request that failed
    private static Config config(ClusterSettings settings, Duration timeout, int retries) {
        var config = Connections.config(settings);
        // As of WriteClient: a dead connection must not outlive the first request that nobody answers.
        config.setHttp2Disable(true);
        config.setUserAgent("ringfence/" + settings.version());
        config.setRequestTimeout(Math.toIntExact(timeout.toMillis()));
        config.setConnectionTimeout(Math.toIntExact(WRITE_TIMEOUT.toMillis()));
        config.setRequestRetryBackoffLimit(retries);
        config.setWatchReconnectInterval(Math.toIntExact(FIRST_RETRY.toMillis()));
        return config;
    }
}
