package dev.ringfence.cluster;

import dev.ringfence.daemon.Change.LeadershipChange;
import dev.ringfence.daemon.Inbox;
import dev.ringfence.daemon.Leadership;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The competition of all replicas for one lease, and the fence that keeps every replica but its holder from writing.
///
/// The fence closes by time alone: a replica that cannot renew the lease, or was paused, stops to write before another
/// one may start, whether or not it has learned of its loss. A replica that lost competes again.
public final class Election implements WriteFence, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final KubernetesClient client;
    private final LeaseTerms terms;
    private final Inbox inbox;
    private final LongSupplier nanoTime;
    private final ObservedLease lease;
    private final Object monitor = new Object();
    private volatile boolean leading;
    private volatile String leader = "";
    private volatile boolean closed;
    private @Nullable CompletableFuture<?> term;

    /// @param client as [WriteClient] makes it
    /// @param inbox is told of every change of the leader
    /// @param clock as other programs on this machine see the time
    /// @param nanoTime such as `System::nanoTime`; never goes back, and goes on while the program is paused
    public Election(KubernetesClient client, LeaseTerms terms, Inbox inbox, Clock clock,
            LongSupplier nanoTime) {
        this.client = client;
        this.terms = terms;
        this.inbox = inbox;
        this.nanoTime = nanoTime;
        this.lease = new ObservedLease(terms, clock, nanoTime);
    }

    /// Begins to compete. Returns at once.
    public void start() {
        tell();
        compete();
    }

    @Override
    public boolean mayWrite() {
        return leading && !closed
                && nanoTime.getAsLong() - lease.renewedAt() <= terms.renewDeadline().toNanos();
    }

    /// Stops to write and to compete, and releases the lease, so that another replica may follow at once.
    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> current;
        synchronized (monitor) {
            current = term;
        }
        if (current != null) {
            current.cancel(true);
        }
    }

    /// An elector serves for one term only.
    private void compete() {
        synchronized (monitor) {
            if (closed) {
                return;
            }
            var elector = new LeaderElector(client, new LeaderElectionConfig(lease, terms.duration(),
                    terms.renewDeadline(), terms.retryPeriod(),
                    new LeaderCallbacks(this::won, this::lost, this::follow), /* releaseOnCancel= */ true,
                    terms.name()), task -> Thread.ofVirtual().name("election").start(task));
            CompletableFuture<?> started = elector.start();
            term = started;
            var _ = started.whenComplete((_, _) -> compete());
        }
    }

    private void won() {
        leading = true;
        LOG.atInfo().addKeyValue("identity", terms.identity()).log("This replica leads");
        tell();
    }

    private void lost() {
        leading = false;
        if (leader.equals(terms.identity())) {
            leader = "";
        }
        LOG.atInfo().addKeyValue("identity", terms.identity()).addKeyValue("leader", leader)
                .log("This replica does not lead any more");
        tell();
    }

    private void follow(@Nullable String identity) {
        leader = identity == null ? "" : identity;
        if (!leader.equals(terms.identity())) {
            tell();
        }
    }

    private void tell() {
        inbox.put(new LeadershipChange(new Leadership(leading, leader, terms.identity())));
    }
}
