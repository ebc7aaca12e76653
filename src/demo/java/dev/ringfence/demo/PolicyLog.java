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
    private Optional<Instant> firstChange = Optional.empty();
    private Instant lastChange = Instant.EPOCH;
    private int changes;

    @SuppressWarnings("this-escape") // the last statement
    PolicyLog(KubernetesClient client, Clock clock) {
        this.clock = clock;
        this.watch = client.network().v1().networkPolicies().inNamespace(ReferenceCase.NAMESPACE).watch(this);
    }

    @Override
    public synchronized void eventReceived(Action action, NetworkPolicy policy) {
        lastChange = clock.instant();
        firstChange = firstChange.or(() -> Optional.of(lastChange));
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

    /// Begins to count anew.
    synchronized void forget() {
        firstChange = Optional.empty();
        changes = 0;
    }

    /// How many changes have been seen since [#forget()].
    synchronized int changes() {
        return changes;
    }

    /// When the first of them was seen.
    synchronized Optional<Instant> firstChange() {
        return firstChange;
    }

    /// When the last of them made the policies what was approved; nothing while they are not.
    synchronized Optional<Instant> restored() {
        return changes > 0 && live.equals(approved) ? Optional.of(lastChange) : Optional.empty();
    }

    @Override
    public void close() {
        watch.close();
    }
}
