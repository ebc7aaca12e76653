package dev.ringfence.web;

import dev.ringfence.daemon.Report;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The read-only HTTP server: health, metrics and the JSON API, all answered from the latest report.
public final class WebServer implements AutoCloseable {
    private static final int LARGEST_REQUEST_BYTES = 8 * 1024;
    private static final int CONCURRENT_REQUESTS = 64;
    private static final int CONNECTIONS = 512;
    private static final long STOP_MILLIS = 5_000;

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Starts to answer requests.
    ///
    /// @param latest the newest report, an incomplete one before the first judgement; asked on every request, by any thread
    /// @param surveyor asked for what is live, by any thread
    /// @throws IOException if the port cannot be bound
    public static WebServer start(WebSettings settings, Supplier<Report> latest, Surveyor surveyor,
            Exposition metrics, HealthChecks checks) throws IOException {
        var javalin = Javalin.create(config -> {
            configure(config);
            route(config.routes, latest, surveyor, metrics, checks);
        });
        try {
            return new WebServer(javalin.start(settings.host(), settings.port()));
        } catch (JavalinBindException refused) {
            throw new IOException("expected to listen on %s:%d, found it taken or not allowed"
                    .formatted(settings.host(), settings.port()), refused);
        }
    }

    /// The port that is listened on.
    public int port() {
        return javalin.port();
    }

    /// Takes no more requests, lets those under way finish within 5 seconds, and stops.
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.generateEtags = true;
        config.http.maxRequestSize = LARGEST_REQUEST_BYTES;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(WebServer::bound);
    }

    private static QueuedThreadPool threads() {
        var requests = new VirtualThreadPool(CONCURRENT_REQUESTS);
        requests.setName("http-request-");
        var connections = new QueuedThreadPool(16, 4);
        connections.setName("http");
        connections.setVirtualThreadsExecutor(requests);
        connections.addBean(requests);
        return connections;
    }

    /// Few clients are expected; whoever opens connections without end must not use up the file descriptors of the watches.
    private static void bound(Server server) {
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        server.setStopTimeout(STOP_MILLIS);
        server.insertHandler(new SizeLimitHandler(LARGEST_REQUEST_BYTES, -1));
        server.insertHandler(new GracefulHandler());
    }

    private static void route(RoutesConfig routes, Supplier<Report> latest, Surveyor surveyor,
            Exposition metrics, HealthChecks checks) {
        var health = new HealthPages(latest, checks);
        var api = new Api(latest, new ConnectivityAnswers(surveyor));
        routes.before(SecurityHeaders::set);
        read(routes, "/livez", health::live);
        read(routes, "/readyz", health::ready);
        read(routes, "/metrics", context -> expose(context, metrics));
        read(routes, Operations.BASELINES.path(), api::baselines);
        read(routes, Operations.DRIFTS.path(), api::drifts);
        read(routes, Operations.DRIFT.path(), api::drift);
        read(routes, Operations.CONNECTIVITY.path(), api::connectivity);
        read(routes, Operations.TIMELINE.path(), api::timeline);
        read(routes, "/api/v1/openapi.json", api::document);
        api.explainErrors(routes);
    }

    /// HEAD must not be left to Javalin, which would answer 200 without asking the handler.
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /// The page is complete before the first byte leaves, so a failure is an error and not half a page.
    private static void expose(Context context, Exposition metrics) throws IOException {
        var accept = context.header("Accept");
        var page = new ByteArrayOutputStream();
        var contentType = metrics.write(accept == null ? "" : accept, page);
        context.contentType(contentType).result(page.toByteArray());
    }
}
