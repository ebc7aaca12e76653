package dev.ringfence.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The program as a user starts it, on a cluster that knows nothing of it yet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CRD = "isolationbaselines.ringfence.dev";

    private final ControlPlane plane = new ControlPlane();
    private String kubeconfig;

    @BeforeAll
    void start() {
        plane.start();
        kubeconfig = plane.kubeconfig(ControlPlane.ADMIN).toString();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @Test
    void aBaselineInAFileIsGuardedWhereTheKindIsNotKnown(@TempDir Path folder) throws Exception {
        removeCrd();
        var guarded = guarded("from-a-file");
        var file = Files.writeString(folder.resolve("baseline.yaml"),
                Serialization.asYaml(guarded.document()));
        try (var ringfence = RingfenceProcess.start(folder, "run", "--kubeconfig", kubeconfig, "--port", "0",
                "--baseline", file.toString(), "--lease-namespace", guarded.namespace());
                var pages = ringfence.pages()) {
            await("the missing policy is created").atMost(PATIENCE).until(guarded::isPolicyAsApproved);
            assertThat(pages.get("/readyz").body()).isEqualTo("ok");
            assertThat(pages.condition(guarded.baseline(), "Ready")).startsWith("Ready=True InForce");
            assertThat(holder(guarded)).isNotEmpty();

            var asked = System.nanoTime();
            ringfence.terminate();

            assertThat(ringfence.exitCode()).as(ringfence.errors()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
            assertThat(holder(guarded)).as("the lease is released").isEmpty();
            assertThat(ringfence.output()).as("nothing but logs, and those elsewhere").isEmpty();
            assertThat(ringfence.errors()).doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void theCrdsAreAppliedAndABaselineIsGuardedFromThenOn(@TempDir Path folder) throws Exception {
        removeCrd();
        var guarded = guarded("from-an-object");
        try (var ringfence = RingfenceProcess.start(folder, "run", "--kubeconfig", kubeconfig, "--port", "0",
                "--log-format", "json", "--leader-elect=false");
                var pages = ringfence.pages()) {
            await("readiness without the kind").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(pages.status("/readyz")).isEqualTo(200));

            try (var crds = RingfenceProcess.start(folder, "crds")) {
                assertThat(crds.exitCode()).isZero();
                kubectl("apply", "--server-side", "-f",
                        Files.writeString(folder.resolve("crds.yaml"), crds.output()).toString());
            }
            kubectl("wait", "--for=condition=Established", "crd/" + CRD);
            kubectl("apply", "-f", Files.writeString(folder.resolve("baseline.yaml"),
                    Serialization.asYaml(guarded.document())).toString());

            await("the missing policy is created").atMost(PATIENCE).until(guarded::isPolicyAsApproved);
            await("kubectl shows it").atMost(PATIENCE).untilAsserted(
                    () -> assertThat(kubectl("get", "ringfence", "--no-headers")).contains("AsApproved"));
            guarded.disapprove();
        }
    }

    @Test
    void whatCannotWorkIsRefusedInOneLine(@TempDir Path folder) throws Exception {
        var noYaml = Files.writeString(folder.resolve("no-yaml"), "a: [");
        var bad = Files.writeString(folder.resolve("bad.yaml"), """
                apiVersion: ringfence.dev/v1alpha1
                kind: IsolationBaseline
                metadata: {name: bad}
                spec:
                  mode: repair
                """);
        assertRefused(folder, "/nowhere/kubeconfig", "--kubeconfig", "/nowhere/kubeconfig");
        assertRefused(folder, noYaml.toString(), "--kubeconfig", noYaml.toString());
        assertRefused(folder, "no-such-context", "--kubeconfig", kubeconfig, "--context", "no-such-context");
        assertRefused(folder, "bad.yaml:5", "--kubeconfig", kubeconfig, "--port", "0", "--baseline",
                bad.toString());
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            assertRefused(folder, String.valueOf(taken.getLocalPort()), "--kubeconfig", kubeconfig, "--port",
                    String.valueOf(taken.getLocalPort()));
        }
    }

    private static void assertRefused(Path folder, String named, String... options)
            throws InterruptedException {
        var arguments = new String[options.length + 1];
        arguments[0] = "run";
        System.arraycopy(options, 0, arguments, 1, options.length);
        try (var ringfence = RingfenceProcess.start(folder, arguments)) {
            assertThat(ringfence.exitCode()).as(ringfence.errors()).isEqualTo(2);
            assertThat(ringfence.errors().lines()).singleElement().asString().startsWith("ringfence")
                    .contains(named).doesNotContain("unexpected failure");
        }
    }

    private ReferenceCase guarded(String namespace) {
        plane.admin().resource(
                new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build()).create();
        return new ReferenceCase(plane.admin(), namespace);
    }

    private void removeCrd() {
        var definition = plane.admin().apiextensions().v1().customResourceDefinitions().withName(CRD);
        definition.delete();
        await("the definition is gone").atMost(PATIENCE).until(() -> definition.get() == null);
    }

    private String holder(ReferenceCase guarded) {
        var holder = plane.admin().leases().inNamespace(guarded.namespace()).withName("ringfence").require()
                .getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    private String kubectl(String... arguments) {
        var result = plane.kubectl(ControlPlane.ADMIN, arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
