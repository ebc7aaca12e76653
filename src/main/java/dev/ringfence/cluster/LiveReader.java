package dev.ringfence.cluster;

import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Reads a cluster once, for commands that answer and end: the same kinds of object as a daemon there, and in the same way.
public final class LiveReader {
    private static final int MESSAGE_LIMIT = 300;
    private static final String PODS = "pods";

    private final KubernetesClient client;
    private final LiveCollection collected = new LiveCollection();

    private LiveReader(KubernetesClient client) {
        this.client = client;
    }

    /// What the cluster holds now.
    ///
    /// @throws InvalidSettingsException if it cannot be read; the message is one line
    public static LiveState read(ClusterSettings settings) {
        try (var clients = ClusterClients.open(settings)) {
            return new LiveReader(clients.reading()).read();
        } catch (KubernetesClientException failure) {
            throw new InvalidSettingsException("expected a cluster that can be read, found: "
                    + OneLine.of(String.valueOf(failure.getMessage()), MESSAGE_LIMIT), failure);
        }
    }

    private LiveState read() {
        var enforcer = EnforcerReader.read(client).detection();
        var kinds = WatchedKinds.all(/* byServiceAccount= */ false);
        var served = new Discovery(client).ask(kinds.stream().filter(WatchedKind::isDefined).toList());
        for (var kind : kinds) {
            versionOf(kind, served).ifPresent(version -> read(kind, version));
        }
        served.unreadable().forEach(this::readUndecided);
        // Pods come last: a policy may tell them apart by their service accounts.
        var byServiceAccount = enforcer.profile().cilium().isPresent() || collected.hasPolicyOfCilium();
        WatchedKinds.all(byServiceAccount).stream().filter(kind -> kind.resource().equals(PODS))
                .forEach(kind -> read(kind, kind.versions().getFirst()));
        return collected.state(enforcer);
    }

    /// The version in which a kind is to be read; nothing where it is not, as where a daemon would not watch it.
    private static Optional<String> versionOf(WatchedKind<?> kind, Discovery.Served served) {
        if (kind.isDefined()) {
            return Optional.ofNullable(served.versions().get(kind.resource()));
        }
        var wanted = !kind.isOptional() || !Collections.disjoint(kind.onlyWith(), served.versions().keySet());
        return wanted && !kind.resource().equals(PODS)
                ? Optional.of(kind.versions().getFirst())
                : Optional.empty();
    }

    private <T extends HasMetadata> void read(WatchedKind<T> kind, String version) {
        for (var object : list(kind, version)) {
            try {
                kind.state().apply(object).forEach(collected::add);
            } catch (IllegalArgumentException _) {
                collected.addUndecided(reference(object, kind.resource(), version));
            }
        }
    }

    private <T extends HasMetadata> List<T> list(WatchedKind<T> kind, String version) {
        try {
            return kind.objects().apply(client, version).list().getItems();
        } catch (KubernetesClientException failure) {
            // A server that does not say what it serves, or a kind that went just now.
            if (kind.isOptional() && Refusal.of(failure) == Refusal.UNKNOWN_KIND) {
                return List.of();
            }
            throw failure;
        }
    }

    private void readUndecided(String resource, String version) {
        WatchedKinds.objects(client, resource, version, resource, /* namespaced= */ true).list().getItems()
                .forEach(object -> collected.addUndecided(reference(object, resource, version)));
    }

    /// Objects in a list do not say themselves of which kind they are.
    private static ObjectReference reference(HasMetadata object, String resource, String version) {
        var metadata = object.getMetadata() == null ? new ObjectMeta() : object.getMetadata();
        var group = WatchedKind.group(resource);
        return new ObjectReference(group.isEmpty() ? version : group + "/" + version,
                WatchedKind.plural(resource), Objects.requireNonNullElse(metadata.getNamespace(), ""),
                Objects.requireNonNullElse(metadata.getName(), ""),
                Objects.requireNonNullElse(metadata.getUid(), ""));
    }
}
