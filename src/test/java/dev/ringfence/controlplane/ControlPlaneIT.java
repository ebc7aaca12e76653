package dev.ringfence.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ControlPlaneIT {

    @Test
    void aUserMayDoNothingUntilARoleIsBound(ControlPlane plane) {
        String user = plane.freshUser();
        KubernetesClient client = plane.client(user);

        assertThatThrownBy(() -> client.configMaps().inAnyNamespace().list())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("User \"" + user + "\" cannot list resource \"configmaps\"");

        plane.allow(user, "", "configmaps", "list");
        assertThat(client.configMaps().inAnyNamespace().list().getItems()).isNotNull();
    }

    @Test
    void aDeletedNamespaceEnds(ControlPlane plane, TestNamespaces namespaces) {
        String name = namespaces.create();
        plane.admin().namespaces().withName(name).delete();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> plane.admin().namespaces().withName(name).get() == null);
    }

    @Test
    void kubectlRunsAsTheUser(ControlPlane plane) {
        CommandResult asAdmin = plane.kubectl(ControlPlane.ADMIN, "auth", "whoami", "-o",
                "jsonpath={.status.userInfo.username}");
        CommandResult refused = plane.kubectl(plane.freshUser(), "get", "nodes");

        assertThat(asAdmin).isEqualTo(new CommandResult(0, "admin"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("cannot list resource \"nodes\"");
    }

    @Test
    void aRestartedApiServerKeepsItsAddressAndItsData() {
        try (ControlPlane plane = ControlPlane.launch()) {
            KubernetesClient client = plane.admin();
            ConfigMap kept = client.resource(new ConfigMapBuilder().withNewMetadata().withName("kept")
                    .withNamespace("default").endMetadata().build()).create();

            plane.killApiServer();
            assertThatThrownBy(() -> client.resource(kept).get())
                    .isInstanceOf(KubernetesClientException.class);

            plane.startApiServer();
            assertThat(client.resource(kept).get().getMetadata().getUid())
                    .isEqualTo(kept.getMetadata().getUid());
        }
    }
}
