package dev.ringfence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringfence.controlplane.ControlPlane;
import dev.ringfence.controlplane.TestNamespaces;
import dev.ringfence.controlplane.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The image as it is built, and as it guards a real control plane.
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// Half of the time that Kubernetes gives a pod.
    private static final Duration DRAINED = Duration.ofSeconds(15);
    private static final long LARGEST = 150_000_000;
    private static final long HEAP = 400 * 1024 * 1024 * 60L / 100;
    private static final String HOME = "opt/ringfence/";
    /// The JVM ends if it cannot use its AOT cache.
    private static final List<String> WITH_AOT = List.of("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on");

    private String image = "";

    @BeforeAll
    void build() {
        image = Podman.build("--build-arg", "REVISION=0123456789abcdef");
    }

    @Test
    void guardsAsAPodWithNothingButItsServiceAccount(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) throws IOException {
        var namespace = namespaces.create();
        try (var workloads = new GuardedWorkloads(plane.admin(), namespace);
                var container = Container.inPod(image, new ServiceAccount(plane, namespace), folder,
                        WITH_AOT)) {
            await("ready with a first verdict").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(container.get("/readyz")).isEqualTo("ok"));
            await("the approved policy is restored").atMost(PATIENCE).until(workloads::isIsolated);
            assertThat(container.get("/api/v1/baselines")).contains(workloads.baseline());
            assertThat(workloads.leaseHolder()).isNotEmpty();
            assertThat(container.largest("jvm_memory_max_bytes{area=\"heap\"")).as("60 % of the limit")
                    .isBetween(HEAP * 0.95, HEAP * 1.05);

            var asked = System.nanoTime();
            var exitCode = container.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(DRAINED);
            assertThat(exitCode).as(container.log()).isZero();
            assertThat(workloads.leaseHolder()).as("the lease is given back").isEmpty();
            assertThat(container.log()).doesNotContain("\tat ", "ERROR", "Exception", "Read-only");
        }
    }

    @Test
    void guardsWithAKubeconfigAndABaselineFromMountedFiles(ControlPlane plane, TestNamespaces namespaces,
            @TempDir Path folder) throws IOException {
        var namespace = namespaces.create();
        var baseline = Files.writeString(folder.resolve("baseline.yaml"),
                GuardedWorkloads.baseline(namespace));
        try (var container = Container.withFiles(image, plane.kubeconfig(ControlPlane.ADMIN), baseline,
                WITH_AOT)) {
            await("ready with a first verdict").atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(container.get("/readyz")).isEqualTo("ok"));
            await("the approved policy is there").atMost(PATIENCE)
                    .until(() -> GuardedWorkloads.isIsolated(plane.admin(), namespace));

            var shell = container.exec("/bin/sh", "-c", "true");
            assertThat(shell.exitCode()).isNotZero();
            assertThat(shell.errors()).contains("no such file");
            assertThat(container.stop()).as(container.log()).isZero();
        }
    }

    @Test
    void tellsItsVersionAndUsesTheAotCache() {
        var plain = Podman.run(image, List.of(), "--version");
        var aot = Podman.run(image, WITH_AOT, "--version");

        assertThat(plain.output()).isEqualTo("ringfence " + label("version") + "\n");
        assertThat(plain.errors()).isEmpty();
        assertThat(aot.exitCode()).as(aot.errors()).isZero();
        assertThat(aot.output()).isEqualTo(plain.output());
    }

    @Test
    void aCacheThatDoesNotFitWouldBeNoticed() {
        var mismatched = Podman.run(image,
                List.of("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on -XX:-UseCompactObjectHeaders"),
                "--version");

        assertThat(mismatched.exitCode()).isNotZero();
    }

    @Test
    void isSmallUnprivilegedAndLabelled() {
        assertThat(inspect().at("/Size").asLong()).isBetween(50_000_000L, LARGEST);
        assertThat(inspect().at("/Config/User").asString()).isEqualTo("65532:65532");
        assertThat(inspect().at("/Config/Entrypoint/0").asString()).isEqualTo("/" + HOME + "jre/bin/java");
        assertThat(label("title")).isEqualTo("Ringfence");
        assertThat(label("licenses")).isEqualTo("Apache-2.0");
        assertThat(label("revision")).isEqualTo("0123456789abcdef");
        for (var name : List.of("description", "authors", "vendor", "url", "source", "documentation",
                "created")) {
            assertThat(label(name)).as(name).isNotEmpty();
        }
    }

    @Test
    void holdsTheProgramItsJdkAndTheCLibraryAndNothingElse() throws IOException {
        var root = Path.of(Podman.podman("image", "mount", image));
        try (var files = Files.walk(root)) {
            var programs = files.filter(Files::isRegularFile).filter(Files::isExecutable)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.matches("lib.*/lib.*\\.so.*"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(programs)
                    .allMatch(file -> file.startsWith(HOME + "jre/") || file.matches("lib.*/ld-linux.*"));
        }
        try (var jar = new JarFile(root.resolve(HOME + "ringfence.jar").toFile());
                var libraries = Files.list(root.resolve(HOME + "lib"))) {
            var needed = Arrays
                    .stream(jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ", -1));
            assertThat(libraries.map(file -> "lib/" + file.getFileName())).as("only what the program needs")
                    .containsExactlyInAnyOrderElementsOf(needed.toList());
            assertThat(jar.stream().map(JarEntry::getName)).contains("dev/ringfence/cli/Main.class")
                    .noneMatch(name -> name.matches(
                            "dev/ringfence/(demo|bench|controlplane|e2e|fixture)/.*|.*(Test|IT)\\.class"));
        } finally {
            Podman.podman("image", "unmount", image);
        }
    }

    private JsonNode inspect() {
        return JsonMapper.shared().readTree(Podman.podman("image", "inspect", image)).get(0);
    }

    private String label(String name) {
        return inspect().path("Config").path("Labels").path("org.opencontainers.image." + name).asString("");
    }
}
