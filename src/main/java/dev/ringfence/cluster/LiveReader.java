package dev.ringfence.cluster;

import dev.ringfence.cluster.translate.Translation;
import dev.ringfence.model.ObjectReference;
import dev.ringfence.model.OneLine;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.stream.Stream;

/// Reads a cluster once, for commands that answer and end.
public final class LiveReader {
    private static final int MESSAGE_LIMIT = 300;
    private static final Kind NETWORK_POLICY = new Kind("networking.k8s.io", "v1", "NetworkPolicy",
            "networkpolicies", /* namespaced= */ true);
    /// Kinds that decide about connectivity and cannot be evaluated.
    private static final List<Kind> UNDECIDED = List.of(
            new Kind("cilium.io", "v2", "CiliumNetworkPolicy", "ciliumnetworkpolicies",
                    /* namespaced= */ true),
            new Kind("cilium.io", "v2", "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies",
                    /* namespaced= */ false),
            new Kind("policy.networking.k8s.io", "v1alpha1", "AdminNetworkPolicy", "adminnetworkpolicies",
                    /* namespaced= */ false),
            new Kind("policy.networking.k8s.io", "v1alpha1", "BaselineAdminNetworkPolicy",
                    "baselineadminnetworkpolicies", /* namespaced= */ false),
            new Kind("policy.networking.k8s.io", "v1alpha2", "ClusterNetworkPolicy", "clusternetworkpolicies",
                    /* namespaced= */ false));

    private LiveReader() {}

    private record Kind(String group, String version, String kind, String plural, boolean namespaced) {

        String apiVersion() {
            return group + "/" + version;
        }

        List<GenericKubernetesResource> list(KubernetesClient client) {
            var context = new ResourceDefinitionContext.Builder().withGroup(group).withVersion(version)
                    .withKind(kind).withPlural(plural).withNamespaced(namespaced).build();
            var resources = client.genericKubernetesResources(context);
            return namespaced ? resources.inAnyNamespace().list().getItems() : resources.list().getItems();
        }
    }

    /// What the cluster holds now.
    ///
    /// @throws InvalidSettingsException if it cannot be read; the message is one line
    public static LiveState read(ClusterSettings settings) {
        try (var clients = ClusterClients.open(settings)) {
            return read(clients.reading());
        } catch (KubernetesClientException failure) {
            throw new InvalidSettingsException("expected a cluster that can be read, found: "
                    + OneLine.of(String.valueOf(failure.getMessage()), MESSAGE_LIMIT), failure);
        }
    }

    private static LiveState read(KubernetesClient client) {
        var translation = new Translation();
        return new LiveState(
                client.namespaces().list().getItems().stream().map(translation::namespace).toList(),
                client.pods().inAnyNamespace().list().getItems().stream().map(translation::pod).toList(),
                NETWORK_POLICY.list(client).stream()
                        .map(object -> translation.policy(NETWORK_POLICY.apiVersion(), NETWORK_POLICY.kind(),
                                object))
                        .toList(),
                UNDECIDED.stream().flatMap(kind -> undecided(kind, client, translation)).toList());
    }

    /// None where the cluster does not know the kind.
    private static Stream<ObjectReference> undecided(Kind kind, KubernetesClient client,
            Translation translation) {
        try {
            return kind.list(client).stream()
                    .map(object -> translation.policy(kind.apiVersion(), kind.kind(), object).reference());
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Stream.empty();
            }
            throw failure;
        }
    }
}
