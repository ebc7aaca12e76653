package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.model.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {token: secret}}]
            contexts:
              - {name: one, context: {cluster: c, user: u}}
              - {name: two, context: {cluster: c, user: u, namespace: shop}}
              - {name: without, context: {cluster: missing, user: u}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theCurrentContextOfTheFileCounts() throws IOException {
        var config = Connections.config(settings(GOOD, null));

        assertThat(config.getMasterUrl()).isEqualTo("https://127.0.0.1:1/");
        assertThat(config.getAutoOAuthToken()).isEqualTo("secret");
        assertThat(config.getCurrentContext().getName()).isEqualTo("one");
    }

    @Test
    void aNamedContextCountsInstead() throws IOException {
        assertThat(Connections.config(settings(GOOD, "two")).getNamespace()).isEqualTo("shop");
    }

    @Test
    void clientsCarryRingfencesName() throws IOException {
        try (var clients = ClusterClients.open(settings(GOOD, null))) {
            assertThat(clients.reading().getConfiguration().getUserAgent()).isEqualTo("ringfence/1.2.3");
            assertThat(clients.writing().getConfiguration().getRequestTimeout()).isEqualTo(5_000);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        var file = folder.resolve("none");

        assertThatThrownBy(
                () -> Connections.config(new ClusterSettings(Optional.of(file), Optional.empty(), "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kubeconfig " + file + " must be a file, but there is none");
    }

    @Test
    void aFileThatIsNoYamlIsRefusedInOneLine() {
        assertRefused("clusters: [", null, "must be a kubeconfig in YAML, but: ");
        assertRefused("clusters: 7", null, "must be a kubeconfig in YAML, but: ");
    }

    @Test
    void aContextThatTheFileDoesNotHaveIsRefused() {
        assertRefused(GOOD, "three", "must have the context three, but has only: [one, two, without]");
    }

    @Test
    void aFileWithoutACurrentContextIsRefused() {
        assertRefused("apiVersion: v1", null,
                "must have a current context, or --context must name one of: []");
        assertRefused("", null, "must");
    }

    @Test
    void aContextWithoutAServerIsRefused() {
        assertRefused(GOOD, "without",
                "must name the server of the cluster of context without by URL, but was: ");
    }

    private void assertRefused(String kubeconfig, @Nullable String context, String reason) {
        assertThatThrownBy(() -> Connections.config(settings(kubeconfig, context)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kubeconfig " + folder.resolve("config") + " " + reason)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
    }

    private ClusterSettings settings(String kubeconfig, @Nullable String context)
            throws IOException {
        var file = Files.writeString(folder.resolve("config"), kubeconfig);
        return new ClusterSettings(Optional.of(file), Optional.ofNullable(context), "1.2.3");
    }
}
