package dev.ringfence.cli;

import dev.ringfence.baseline.BaselineObject;
import dev.ringfence.cluster.ApiCluster;
import dev.ringfence.cluster.ClusterClients;
import dev.ringfence.cluster.ClusterSettings;
import dev.ringfence.cluster.Election;
import dev.ringfence.cluster.EnforcerWatch;
import dev.ringfence.cluster.LeaseTerms;
import dev.ringfence.cluster.Permissions;
import dev.ringfence.cluster.ReplicaIdentity;
import dev.ringfence.cluster.SoleReplica;
import dev.ringfence.cluster.Watches;
import dev.ringfence.cluster.WriteFence;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.daemon.Change.BaselineChange;
import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Daemon;
import dev.ringfence.daemon.DaemonSettings;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.LoggingObserver;
import dev.ringfence.daemon.Mailbox;
import dev.ringfence.metrics.PrometheusMetrics;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.model.tree.Problem;
import dev.ringfence.policy.enforcer.Enforcer;
import dev.ringfence.web.HealthCheck;
import dev.ringfence.web.HealthChecks;
import dev.ringfence.web.WebServer;
import dev.ringfence.web.WebSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon with all its parts: the loop, what it sees and writes of the cluster, its metrics and its pages.
public final class GuardingDaemon implements RunningDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(GuardingDaemon.class);
    private static final String NAMESPACES = "namespaces";
    private static final String PODS = "pods";
    private static final String POLICIES = "networkpolicies.networking.k8s.io";
    /// Longer than any judgement takes; a loop that is silent for as long is stuck.
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /// What was started, the last one first.
    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final Clock clock;
    private final Daemon daemon;
    private final WebServer web;

    /// Starts every part.
    ///
    /// @param files the baselines that were read from files
    /// @throws InvalidFieldException if the port cannot be listened on
    public static GuardingDaemon start(RunOptions options, List<BaselineObject> files, Clock clock) {
        return new GuardingDaemon(options, files, clock, RingfenceCommand.version());
    }

    private GuardingDaemon(RunOptions options, List<BaselineObject> files, Clock clock, String version) {
        this.clock = clock;
        try {
            var metrics = new PrometheusMetrics(clock, version);
            parts.push(metrics::close);
            var clients = ClusterClients.open(
                    new ClusterSettings(options.kubeconfig(), options.context(), version), metrics);
            parts.push(clients::close);
            var identity = ReplicaIdentity.create();
            var mailbox = new Mailbox(clock);
            var candidacy = candidacy(options, identity, clients, mailbox);
            daemon = new Daemon(settings(options), mailbox,
                    new ApiCluster(clients.writing(), candidacy.fence(), identity),
                    List.of(metrics, new LoggingObserver()), clock);
            metrics.follow(daemon::workload);
            web = serve(options, metrics);
            parts.push(daemon::close);
            daemon.start();
            candidacy.begin().run();
            files.forEach(
                    file -> mailbox.put(new BaselineChange(file.name(), file.source(), Optional.of(file))));
            followEnforcer(options, clients, mailbox);
            watch(options, clients, mailbox);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
        LOG.atInfo().addKeyValue("port", web.port()).addKeyValue("version", version).log("serving");
    }

    private static DaemonSettings settings(RunOptions options) {
        var awaited = new HashSet<>(Watches.resources());
        if (options.enforcer().equals(Setting.AUTO)) {
            awaited.add(EnforcerWatch.RESOURCE);
        }
        return new DaemonSettings(awaited, POLICIES, NAMESPACES, PODS, options.resync(),
                Enforcer.named(options.enforcer()).orElse(EnforcementProfile.GENERIC));
    }

    private void followEnforcer(RunOptions options, ClusterClients clients, Inbox inbox) {
        var named = Enforcer.named(options.enforcer());
        if (named.isPresent()) {
            inbox.put(new ProfileChange(named.get(), "--enforcer " + options.enforcer()));
            return;
        }
        var enforcer = new EnforcerWatch(clients.reading(), inbox, clock, EnforcerWatch.PERIOD);
        parts.push(enforcer::close);
        enforcer.start();
    }

    /// How this replica comes to write.
    ///
    /// @param begin to be run when nothing can keep the daemon from running any more: others stand by for who leads
    private record Candidacy(WriteFence fence, Runnable begin) {}

    private Candidacy candidacy(RunOptions options, String identity, ClusterClients clients, Inbox inbox) {
        if (!options.leaderElect()) {
            var sole = new SoleReplica(identity);
            return new Candidacy(sole, () -> sole.start(inbox));
        }
        var election = new Election(clients.writing(), LeaseTerms.usual(options.leaseNamespace(), identity),
                inbox, clock,
                System::nanoTime);
        parts.push(election::close);
        return new Candidacy(election, election::start);
    }

    private WebServer serve(RunOptions options, PrometheusMetrics metrics) {
        try {
            var server = WebServer.start(WebSettings.onPort(options.port()), daemon::report, daemon::survey,
                    metrics::write, checks());
            parts.push(server::close);
            return server;
        } catch (IOException taken) {
            throw new InvalidFieldException(new Problem("--port", "a port that is free",
                    options.port() + " (" + taken.getMessage() + ")"));
        }
    }

    private void watch(RunOptions options, ClusterClients clients, Inbox inbox) {
        var watches = new Watches(clients.reading(), inbox, clock);
        parts.push(watches::close);
        watches.start();
        var permissions = new Permissions(clients.writing(), inbox, () -> running(options, watches),
                watches::forbidden,
                () -> daemon.report().baselines(),
                options.leaderElect() ? Optional.of(options.leaseNamespace()) : Optional.empty(),
                Permissions.PERIOD);
        parts.push(permissions::close);
        permissions.start();
    }

    private static Set<String> running(RunOptions options, Watches watches) {
        var running = new HashSet<>(watches.running());
        if (options.enforcer().equals(Setting.AUTO)) {
            running.add(EnforcerWatch.RESOURCE);
        }
        return running;
    }

    private HealthChecks checks() {
        var loop = new HealthCheck("loop", () -> {
            var silence = Duration.between(daemon.heartbeat(), clock.instant());
            return silence.compareTo(SILENCE) < 0
                    ? Optional.empty()
                    : Optional.of("the loop has not come round for " + silence.toSeconds() + " s");
        });
        return new HealthChecks(List.of(loop), List.of(loop));
    }

    /// The port of the pages.
    public int port() {
        return web.port();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /// Stops in the reverse order of the start: what is seen first, then the loop, the lease, the pages and the clients.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }
}
