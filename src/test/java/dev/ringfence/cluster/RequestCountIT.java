package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.WithControlPlane;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithControlPlane
class RequestCountIT {
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Test
    void everyRequestIsToldWithItsMethodHostAndStatus(ControlPlane plane) {
        var host = URI.create(plane.url()).getAuthority();
        try (var clients = open(plane.kubeconfig(ControlPlane.ADMIN))) {
            clients.reading().namespaces().list();
            assertThat(ended).containsExactly("GET " + host + " 200");

            assertThat(clients.writing().namespaces().withName("nowhere").get()).isNull();
            assertThat(ended).endsWith("GET " + host + " 404");

            try (var informer = clients.reading().configMaps().inNamespace("default").inform()) {
                await().atMost(Duration.ofSeconds(30)).until(informer::isWatching);
                assertThat(ended).hasSize(4).endsWith("GET " + host + " 200", "GET " + host + " 101");
            }
        }
    }

    @Test
    void aRefusalIsToldAsSuch(ControlPlane plane) {
        try (var clients = open(plane.kubeconfig(plane.freshUser()))) {
            assertThatThrownBy(() -> clients.writing().pods().inNamespace("default").withName("p").delete())
                    .isInstanceOf(KubernetesClientException.class);

            assertThat(ended).singleElement().asString().startsWith("DELETE ").endsWith(" 403");
        }
    }

    @Test
    void aRequestThatNobodyAnswersIsToldWithoutAStatusWhereItIsTriedAgain(@TempDir Path folder)
            throws IOException {
        var nobody = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: one
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: secret}}]
                contexts: [{name: one, context: {cluster: c, user: u}}]
                """);
        try (var clients = open(nobody)) {
            assertThatThrownBy(() -> clients.writing().namespaces().withName("default").get())
                    .isInstanceOf(KubernetesClientException.class);
            assertThat(ended).isEmpty();

            assertThatThrownBy(() -> clients.reading().namespaces().withName("default").get())
                    .isInstanceOf(KubernetesClientException.class);
            assertThat(ended).isNotEmpty().containsOnly("GET 127.0.0.1:1 none");
        }
    }

    private ClusterClients open(Path kubeconfig) {
        return ClusterClients.open(new ClusterSettings(Optional.of(kubeconfig), Optional.empty(), "test"),
                (method, host, status) -> ended.add(method + " " + host + " " + text(status)));
    }

    private static String text(OptionalInt status) {
        return status.isPresent() ? Integer.toString(status.getAsInt()) : "none";
    }
}
