package dev.ringfence.cluster;

import dev.ringfence.daemon.Change.ProfileChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.WatchState.Phase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how the enforcer of the cluster reads policies, by a look every so often, and tells the loop.
///
/// Its few objects change with an upgrade or a reconfiguration, which take minutes: a watch would see them no sooner in
/// force. What was found out is told before the state of the watch says that it has synced.
public final class EnforcerWatch implements AutoCloseable {
    /// What stands for all that is looked at, in the state of the watch.
    public static final String RESOURCE = "enforcer";
    public static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(EnforcerWatch.class);

    private final KubernetesClient client;
    private final Inbox inbox;
    private final Clock clock;
    private final Duration period;
    private final WatchNews news;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("enforcer").factory());
    private @Nullable ProfileChange told;
    /// What could not be looked at when that was told.
    private Set<String> hidden = Set.of();
    private Instant freshAt;
    private long failures;

    /// A watch that has not begun yet.
    ///
    /// @param client is not closed by this
    /// @param period the time from one look to the next
    public EnforcerWatch(KubernetesClient client, Inbox inbox, Clock clock, Duration period) {
        this.client = client;
        this.inbox = inbox;
        this.clock = clock;
        this.period = period;
        freshAt = clock.instant();
        news = new WatchNews(RESOURCE, inbox, clock);
    }

    /// Looks at once, and then every period, and returns without waiting.
    public void start() {
        news.tell(Phase.SYNCING, freshAt, 0, 0);
        var _ = looks.scheduleWithFixedDelay(this::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends the looks.
    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        try {
            var seen = EnforcerReader.read(client);
            freshAt = clock.instant();
            // An enforcer that is hidden from Ringfence is still there.
            if (told == null || hidden.containsAll(seen.refused())) {
                hidden = Set.copyOf(seen.refused());
                tell(new ProfileChange(seen.detection().profile(), seen.detection().evidence()));
            }
            news.tell(seen.refused().isEmpty() ? Phase.SYNCED : Phase.FORBIDDEN, freshAt, failures, 0);
        } catch (KubernetesClientException failure) {
            failures++;
            if (told != null && !looks.isShutdown()) {
                news.tell(Phase.DISCONNECTED, freshAt, failures, 0);
            }
        } catch (RuntimeException problem) {
            LOG.atError().setCause(problem).log("Look at the enforcer failed");
        }
    }

    private void tell(ProfileChange change) {
        if (!change.equals(told) && !looks.isShutdown()) {
            told = change;
            inbox.put(change);
            LOG.atInfo().addKeyValue("evidence", change.evidence()).log("Enforcer seen");
        }
    }
}
