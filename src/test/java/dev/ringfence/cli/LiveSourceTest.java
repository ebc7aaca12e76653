package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.demo.EmbeddedApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSourceTest {
    private final CommandRun run = CommandRun.withInput("");

    @TempDir
    Path folder;

    @Test
    void withoutFilesTheLiveClusterAnswers() {
        var cases = new OfflineCases(folder);
        try (var server = EmbeddedApiServer.start(Clock.systemUTC());
                var client = new KubernetesClientBuilder().withConfig(server.config()).build()) {
            var kubeconfig = cases.file("kubeconfig", server.kubeconfig());
            client.resource(namespace("ai-workloads")).create();
            client.resource(pod("ai-workloads", "model", "{workload: ai, team: data-science}")).create();
            client.resource(pod("ai-workloads", "collector", "{role: data-collector}")).create();
            client.resource(client.getKubernetesSerialization().unmarshal(OfflineCases.POLICY,
                    GenericKubernetesResource.class)).create();

            assertThat(run.execute("explain", "--kubeconfig", kubeconfig, "ai-workloads/collector",
                    "ai-workloads/model", "-p", "80")).as(run.errors()).isZero();
            assertThat(run.output())
                    .startsWith("ai-workloads/collector -> ai-workloads/model on TCP 80: allowed")
                    .contains("spec.ingress[0]: allows it (TCP 80)");

            var captured = CommandRun.withInput("");
            assertThat(captured.execute("capture", "-n", "ai-workloads", "--kubeconfig", kubeconfig))
                    .as(captured.errors()).isZero();
            assertThat(captured.output()).contains("name: ai-workload-isolation", "team: data-science");
        }
    }

    @Test
    void filesAndALiveClusterExcludeEachOther() {
        var file = new OfflineCases(folder).file("kubeconfig", "");

        assertThat(run.execute("connectivity", "--kubeconfig", file, folder.toString())).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo("ringfence: FILES: expected either files or a live cluster, found both\n");
    }

    @Test
    void aKubeconfigThatIsNotThereIsBadUsage() {
        assertThat(run.execute("connectivity", "--kubeconfig", folder + "/none")).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo("ringfence: --kubeconfig: expected a file that can be read, found \""
                        + folder + "/none\"\n");
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder().withNewMetadata().withName(name)
                .endMetadata().build();
    }

    private static HasMetadata pod(String namespace, String name,
            String labels) {
        return new KubernetesSerialization().unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: %s}
                spec: {containers: [{name: c, image: c}]}
                """.formatted(name, namespace, labels), Pod.class);
    }
}
