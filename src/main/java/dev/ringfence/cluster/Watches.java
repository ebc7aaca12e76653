package dev.ringfence.cluster;

import dev.ringfence.daemon.Inbox;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
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
/// retries for as long as it lives; what it cannot see it says.
public final class Watches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final List<? extends ResourceWatch<?>> watches;
    private final ScheduledExecutorService checks = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("watch-checks").factory());

    /// Watches that have not begun yet.
    ///
    /// @param client is not closed by this
    public Watches(KubernetesClient client, Inbox inbox, Clock clock) {
        watches = WatchedKinds.all().stream().map(kind -> new ResourceWatch<>(kind, client, inbox, clock))
                .toList();
    }

    /// Begins to list and watch every kind, all at once, and returns without waiting.
    public void start() {
        watches.forEach(ResourceWatch::start);
        var _ = checks.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    /// The resources that Ringfence was refused to list or watch.
    public Set<String> forbidden() {
        return watches.stream().filter(ResourceWatch::isForbidden).map(ResourceWatch::resource)
                .collect(Collectors.toSet());
    }

    /// How many objects were not understood in their newest version.
    public int unreadable() {
        return watches.stream().mapToInt(ResourceWatch::unreadable).sum();
    }

    /// Ends every watch; afterwards the inbox receives nothing more from here.
    @Override
    public void close() {
        checks.shutdownNow();
        watches.forEach(ResourceWatch::stop);
    }

    private void check() {
        var lost = watches.stream().anyMatch(ResourceWatch::isDisconnected);
        for (var watch : watches) {
            try {
                watch.check(lost);
            } catch (RuntimeException problem) {
                LOG.atError().addKeyValue("resource", watch.resource()).setCause(problem)
                        .log("Check of a watch failed");
            }
        }
    }
}
