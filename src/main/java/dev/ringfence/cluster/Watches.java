package dev.ringfence.cluster;

import dev.ringfence.cluster.Discovery.Served;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState.Phase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that Ringfence sees of the cluster: one watch per kind of object, whose changes go to the inbox.
///
/// Of each kind, all changes of the first list are left in the inbox before the change that says it has synced. A watch
/// retries for as long as it lives; what it cannot see it says. Kinds that the API server does not know, or that no kind of
/// policy in use refers to, are not watched until it does.
public final class Watches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final Duration CHECK = Duration.ofSeconds(1);
    /// Definitions come and go seldom, but a policy of a new kind is in force at once.
    private static final Duration DISCOVERY = Duration.ofSeconds(2);

    private final List<? extends ResourceWatch<?>> watches;
    private final List<WatchedKind<?>> defined;
    private final Discovery discovery;
    private final ScheduledExecutorService checks = thread("watch-checks");
    private final ScheduledExecutorService discoveries = thread("watch-discovery");
    private Set<String> unreadableKinds = Set.of();
    private boolean answered = true;

    /// Watches that have not begun yet.
    ///
    /// @param client is not closed by this
    public Watches(KubernetesClient client, Inbox inbox, Clock clock) {
        var kinds = WatchedKinds.all(/* byServiceAccount= */ true);
        watches = kinds.stream().map(kind -> new ResourceWatch<>(kind, client, inbox, clock)).toList();
        defined = kinds.stream().filter(WatchedKind::isDefined).toList();
        discovery = new Discovery(client);
    }

    /// The resources whose state is told, in any phase.
    public static Set<String> resources() {
        return WatchedKinds.all(/* byServiceAccount= */ true).stream().map(WatchedKind::resource)
                .collect(Collectors.toSet());
    }

    /// Begins to list and watch every kind that is there, all at once, and returns without waiting.
    public void start() {
        watches.forEach(ResourceWatch::start);
        var _ = checks.scheduleWithFixedDelay(this::check, CHECK.toMillis(), CHECK.toMillis(),
                TimeUnit.MILLISECONDS);
        var _ = discoveries.scheduleWithFixedDelay(this::discover, 0, DISCOVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// The resources that are being watched, well or not.
    public Set<String> running() {
        return watches.stream().filter(ResourceWatch::isRunning)
                .map(watch -> watch.kind().resource()).collect(Collectors.toSet());
    }

    /// The resources that Ringfence was refused to list or watch.
    public Set<String> forbidden() {
        return watches.stream().filter(watch -> watch.phase() == Phase.FORBIDDEN)
                .map(watch -> watch.kind().resource()).collect(Collectors.toSet());
    }

    /// Ends every watch; afterwards the inbox receives nothing more from here.
    @Override
    public void close() {
        checks.shutdownNow();
        discoveries.shutdownNow();
        watches.forEach(ResourceWatch::stop);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    private void check() {
        var lost = watches.stream().anyMatch(ResourceWatch::isDisconnected);
        for (var watch : watches) {
            try {
                watch.check(lost);
            } catch (RuntimeException problem) {
                LOG.atError().addKeyValue("resource", watch.kind().resource()).setCause(problem)
                        .log("Check of a watch failed");
            }
        }
    }

    private void discover() {
        try {
            served().ifPresent(this::serve);
        } catch (RuntimeException problem) {
            LOG.atError().setCause(problem).log("Discovery of kinds failed");
        }
    }

    /// What is served; nothing where that is not known now. Who may not ask finds out by trying.
    private Optional<Served> served() {
        try {
            var served = discovery.ask(defined);
            answered = true;
            return Optional.of(served);
        } catch (KubernetesClientException failure) {
            if (answered && !discoveries.isShutdown()) {
                LOG.atWarn().addKeyValue("problem", Refusal.message(failure))
                        .log("The API server does not say which kinds it serves");
            }
            answered = false;
            return Refusal.of(failure) == Refusal.FORBIDDEN
                    ? Optional.of(Served.all(defined))
                    : Optional.empty();
        }
    }

    private void serve(Served served) {
        if (!served.unreadable().keySet().equals(unreadableKinds)) {
            unreadableKinds = served.unreadable().keySet();
            unreadableKinds.forEach(resource -> LOG.atWarn().addKeyValue("resource", resource)
                    .log("Served only in versions that Ringfence does not read; not judged"));
        }
        for (var watch : watches) {
            if (watch.kind().isDefined()) {
                watch.want(Optional.ofNullable(served.versions().get(watch.kind().resource())));
            }
        }
        var running = running();
        for (var watch : watches) {
            if (watch.kind().isOptional() && !watch.kind().isDefined()) {
                watch.want(Collections.disjoint(watch.kind().onlyWith(), running)
                        ? Optional.empty()
                        : Optional.of(watch.kind().versions().getFirst()));
            }
        }
    }
}
