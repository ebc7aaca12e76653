package dev.ringfence.demo;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The policies of the guarded namespace as a client that is not Ringfence sees them, and since when.
final class PolicyLog implements Watcher<NetworkPolicy>, AutoCloseable {
    private final Clock clock;
    private final Map<String, NetworkPolicySpec> approved = Map.of(ReferenceCase.POLICY,
            Serialization.unmarshal(ReferenceCase.POLICY_SPEC, NetworkPolicySpec.class));
    private final Map<String, NetworkPolicySpec> live = new HashMap<>();
    private final Watch watch;
    private Instant changedAt = Instant.EPOCH;
    private int changes;

    @SuppressWarnings("this-escape") // the last statement
    PolicyLog(KubernetesClient client, Clock clock) {
        this.clock = clock;
        this.watch = client.network().v1().networkPolicies().inNamespace(ReferenceCase.NAMESPACE).watch(this);
    }

    @Override
    public synchronized void eventReceived(Action action, NetworkPolicy policy) {
        changedAt = clock.instant();
        changes++;
        switch (action) {
            case ADDED, MODIFIED -> live.put(policy.getMetadata().getName(), policy.getSpec());
            case DELETED -> live.remove(policy.getMetadata().getName());
            case ERROR, BOOKMARK -> {
            }
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        // The server ends with the process: nothing to do.
    }

    /// When the policies became as approved after a change at or after `attack`; nothing while they are not.
    synchronized Optional<Instant> restoredAfter(Instant attack) {
        return live.equals(approved) && changedAt.isAfter(attack) ? Optional.of(changedAt) : Optional.empty();
    }

    /// How many changes have been seen.
    synchronized int changes() {
        return changes;
    }

    @Override
    public void close() {
        watch.close();
    }
}
