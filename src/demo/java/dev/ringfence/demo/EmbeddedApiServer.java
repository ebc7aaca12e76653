package dev.ringfence.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/// A Kubernetes API server inside this process, on a free port of the loopback interface: objects, watches, no controllers.
///
/// It is fabric8's server with a dispatcher of its own, because fabric8's in-memory one has no server-side apply, no
/// `metadata.managedFields`, and watches that start from now instead of from a resource version.
public final class EmbeddedApiServer implements AutoCloseable {
    private static final Duration BOOKMARK_PERIOD = Duration.ofSeconds(20);

    private final ApiDispatcher dispatcher;
    private final KubernetesMockServer server;
    private final Optional<Path> authority;
    private final ScheduledExecutorService bookmarks;

    private EmbeddedApiServer(ApiDispatcher dispatcher, KubernetesMockServer server, Optional<Path> authority,
            ScheduledExecutorService bookmarks) {
        this.dispatcher = dispatcher;
        this.server = server;
        this.authority = authority;
        this.bookmarks = bookmarks;
    }

    /// Starts a server that has the namespaces `default` and `kube-system`, and no custom resources yet.
    public static EmbeddedApiServer start(Clock clock) {
        return start(clock, BOOKMARK_PERIOD);
    }

    /// The same, reached by TLS as real ones are, with a certificate of its own.
    static EmbeddedApiServer startWithTls(Clock clock) {
        return start(clock, BOOKMARK_PERIOD, /* tls= */ true);
    }

    static EmbeddedApiServer start(Clock clock, Duration bookmarkPeriod) {
        return start(clock, bookmarkPeriod, /* tls= */ false);
    }

    private static EmbeddedApiServer start(Clock clock, Duration bookmarkPeriod, boolean tls) {
        // fabric8's server writes a line to the console for each request by java.util.logging.
        LogManager.getLogManager().reset();
        var web = new MockWebServer();
        var dispatcher = new ApiDispatcher(clock);
        var server = new KubernetesMockServer(new Context(), web, new HashMap<>(), new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                // It also keeps every request for tests to look at, which a server that stays up must not.
                web.reset();
                return dispatcher.dispatch(request);
            }
        }, tls);
        server.init();
        var authority = tls
                ? Optional.of(Path.of(web.getSelfSignedCertificate().certificatePath()))
                : Optional.<Path>empty();
        var bookmarks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("embedded-api-bookmarks").factory());
        var period = bookmarkPeriod.toMillis();
        var _ = bookmarks.scheduleAtFixedRate(dispatcher::bookmarkWatches, period, period,
                TimeUnit.MILLISECONDS);
        return new EmbeddedApiServer(dispatcher, server, authority, bookmarks);
    }

    /// Where clients reach the server, such as `http://localhost:40123/`.
    public String url() {
        return server.url("/");
    }

    /// The configuration of a client of this server, without influence from the environment.
    public Config config() {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url()).withNamespace("default")
                .withCaCertFile(authority.map(Path::toString).orElse(null)).build();
    }

    /// The same as the text of a kubeconfig file, for `kubectl` and `ringfence run`.
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: demo
                  cluster: {server: "%s"}
                users:
                - name: demo
                  user: {token: demo}
                contexts:
                - name: demo
                  context: {cluster: demo, user: demo, namespace: default}
                current-context: demo
                """.formatted(url());
    }

    /// The environment variables by which a client finds this server as a pod finds its own, one with TLS.
    ///
    /// @param token the file with the service account's token
    Map<String, String> podEnvironment(Path token) {
        var server = URI.create(url());
        return Map.of("KUBERNETES_SERVICE_HOST", server.getHost(), "KUBERNETES_SERVICE_PORT",
                Integer.toString(server.getPort()), "KUBERNETES_CERTS_CA_FILE",
                authority.orElseThrow().toString(),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(), "KUBERNETES_AUTH_TRYKUBECONFIG",
                "false");
    }

    @Override
    public void close() {
        bookmarks.shutdownNow();
        dispatcher.closeWatches();
        server.destroy();
    }
}
