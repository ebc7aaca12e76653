package dev.ringfence.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lease, with times as this replica observes them.
///
/// Two clocks need not agree, so another replica's lease expires when this replica has seen no renewal for the
/// lease's duration, whatever times are written into it, the duration too: whoever may write the lease could otherwise
/// keep every replica from leading for years, by one write. This replica's own renewals count from before the request.
final class ObservedLease extends LeaseLock {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedLease.class);

    private static final ZonedDateTime UNKNOWN_TIME = Instant.EPOCH.atZone(ZoneOffset.UTC);

    private final Duration duration;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable LeaderElectionRecord seen;
    private long seenAt;
    private long roundStartedAt;
    private volatile long renewedAt;
    private String problem = "";

    ObservedLease(LeaseTerms terms, Clock clock, LongSupplier nanoTime) {
        super(terms.namespace(), terms.name(), terms.identity());
        duration = terms.duration();
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /// When this replica last renewed the lease; meaningless before it first did.
    long renewedAt() {
        return renewedAt;
    }

    @Override
    public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
        roundStartedAt = nanoTime.getAsLong();
        LeaderElectionRecord found = request(() -> super.get(client));
        if (found == null) {
            return null;
        }
        if (!found.equals(seen)) {
            seen = found;
            seenAt = roundStartedAt;
        }
        Instant renewed = clock.instant().minusNanos(nanoTime.getAsLong() - seenAt);
        return new LeaderElectionRecord(found.getHolderIdentity(), duration, found.getAcquireTime(),
                ZonedDateTime.ofInstant(renewed, ZoneOffset.UTC), found.getLeaderTransitions());
    }

    @Override
    public synchronized void create(KubernetesClient client, LeaderElectionRecord lease) {
        request(() -> {
            super.create(client, lease);
            return null;
        });
        renewed(lease);
    }

    /// A lease is released by a holder without a name: one that is absent is not sent, and the old one stays.
    @Override
    public synchronized void update(KubernetesClient client, LeaderElectionRecord lease) {
        var holder = Objects.requireNonNullElse(lease.getHolderIdentity(), "");
        request(() -> {
            super.update(client, new LeaderElectionRecord(holder, lease.getLeaseDuration(),
                    lease.getAcquireTime(), lease.getRenewTime(), lease.getLeaderTransitions()));
            return null;
        });
        renewed(lease);
    }

    private void renewed(LeaderElectionRecord lease) {
        if (identity().equals(lease.getHolderIdentity())) {
            renewedAt = roundStartedAt;
        }
    }

    /// Anybody may have written the lease, so everything may be absent.
    @Override
    protected LeaderElectionRecord toRecord(Lease lease) {
        LeaseSpec spec = Objects.requireNonNullElseGet(lease.getSpec(), LeaseSpec::new);
        Integer seconds = spec.getLeaseDurationSeconds();
        return new LeaderElectionRecord(spec.getHolderIdentity(),
                seconds == null ? duration : Duration.ofSeconds(seconds),
                Objects.requireNonNullElse(spec.getAcquireTime(), UNKNOWN_TIME),
                Objects.requireNonNullElse(spec.getRenewTime(), UNKNOWN_TIME),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0));
    }

    private interface Request<T> {
        @Nullable
        T send();
    }

    /// The elector tries again after this exception only; any other one would end the election for good.
    private <T> @Nullable T request(Request<T> request) {
        try {
            T result = request.send();
            problem = "";
            return result;
        } catch (KubernetesClientException failure) {
            log(failure);
            throw failure;
        } catch (RuntimeException failure) {
            log(failure);
            throw new KubernetesClientException("the lease could not be read or written: " + describe(),
                    failure);
        }
    }

    /// Once for each problem, not for each attempt. That another replica was faster (409) is none.
    private void log(RuntimeException failure) {
        // Where nothing answers, only the cause says why.
        Throwable reason = failure.getCause() == null ? failure : failure.getCause();
        String message = Outcomes.bounded(String.valueOf(reason));
        boolean conflict = failure instanceof KubernetesClientException answer
                && answer.getCode() == HttpURLConnection.HTTP_CONFLICT;
        if (!conflict && !message.equals(problem)) {
            problem = message;
            LOG.atWarn().addKeyValue("lease", describe()).addKeyValue("problem", message)
                    .log("The lease cannot be read or written");
        }
    }
}
