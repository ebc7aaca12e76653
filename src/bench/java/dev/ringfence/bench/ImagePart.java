package dev.ringfence.bench;

import dev.ringfence.controlplane.ControlPlane;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// How soon the container image is ready and what memory it then takes, with its AOT cache and without.
final class ImagePart implements Part {
    private static final Path SCRIPTS = Path.of("src", "test", "image").toAbsolutePath();
    private static final String CONTAINER = "ringfence-bench";
    private static final int RUNS = 8;
    /// By then what the start left to do is done.
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;

    /// The two that are compared, as the JVM's `AOTMode`.
    private enum Mode {
        ON, OFF
    }

    /// One start.
    ///
    /// @param ready milliseconds from the start of the process in the container to its first verdict
    /// @param resident MiB
    private record Start(double ready, double resident) {}

    @Override
    public List<Result> run(boolean quick) throws Exception {
        Progress.say("building the image");
        var image = output(SCRIPTS.resolve("build-image").toString());
        Progress.say("starting a control plane");
        try (var plane = GuardedCluster.controlPlane()) {
            var pod = podOptions(plane);
            var cached = new ArrayList<Start>();
            var plain = new ArrayList<Start>();
            // The first start of each reads its files from the disk, and does not count.
            for (var run = 0; run <= (quick ? 2 : RUNS); run++) {
                Progress.say("start " + run);
                var on = start(image, pod, Mode.ON);
                var off = start(image, pod, Mode.OFF);
                if (run > 0) {
                    cached.add(on);
                    plain.add(off);
                }
            }
            return results(cached, plain);
        }
    }

    /// What a pod is given: where the API server is, and the files of its service account.
    private static List<String> podOptions(ControlPlane plane) throws IOException {
        var config = plane.config(ControlPlane.ADMIN);
        var server = URI.create(config.getMasterUrl());
        var account = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "bench")).toAbsolutePath(),
                "account");
        Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(account.resolve("token"), config.getOauthToken());
        Files.writeString(account.resolve("namespace"), "default");
        Files.copy(Path.of(config.getCaCertFile()), account.resolve("ca.crt"));
        return List.of("--volume", account + ":/var/run/secrets/kubernetes.io/serviceaccount:ro", "--env",
                "KUBERNETES_SERVICE_HOST=" + server.getHost(), "--env",
                "KUBERNETES_SERVICE_PORT=" + server.getPort());
    }

    private static Start start(String image, List<String> pod, Mode mode)
            throws IOException, InterruptedException {
        var port = Readiness.freePort();
        var command = new ArrayList<>(List.of(SCRIPTS.resolve("podman").toString(), "run", "--rm", "--name",
                CONTAINER, "--network", "host", "--read-only", "--read-only-tmpfs=false", "--cap-drop", "all",
                "--security-opt", "no-new-privileges", "--memory", "400m", "--ulimit", "nofile=1024:1024",
                "--ulimit",
                "nproc=4096:4096", "--env",
                "JAVA_TOOL_OPTIONS=-XX:AOTMode=" + mode.name().toLowerCase(Locale.ROOT)));
        command.addAll(pod);
        command.addAll(List.of(image, "run", "--port", Integer.toString(port)));
        try (var program = ChildProcess.command("image", command)) {
            Readiness.await(port, program);
            var ready = Instant.now();
            var process = Long.parseLong(output(SCRIPTS.resolve("podman").toString(), "inspect", "--format",
                    "{{.State.Pid}}", CONTAINER));
            var begin = ProcessHandle.of(process).flatMap(handle -> handle.info().startInstant())
                    .orElseThrow(() -> new IllegalStateException("expected the start time of " + process));
            LockSupport.parkNanos(SETTLING.toNanos());
            return new Start(Duration.between(begin, ready).toMillis(), resident(process));
        }
    }

    private static double resident(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
                .orElseThrow(() -> new IllegalStateException("expected the resident memory of " + process));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        var exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(
                    "expected %s to succeed, but it ended with %d".formatted(List.of(command),
                            exitCode));
        }
        return output;
    }

    private static List<Result> results(List<Start> cached, List<Start> plain) {
        var ready = Samples.of(cached.stream().map(Start::ready).toList());
        var slow = Samples.of(plain.stream().map(Start::ready).toList());
        return List.of(
                Result.compared("process start to ready in the container, median of " + ready.size()
                        + " (noise %.0f %%)".formatted(ready.noise()), "<= 600 ms", ready.median(),
                        slow.median(), "ms"),
                Result.compared("process start to ready in the container, shortest", "", ready.minimum(),
                        slow.minimum(), "ms"),
                Result.compared("resident memory 1 s later, median", "<= 384 MiB",
                        Samples.of(cached.stream().map(Start::resident).toList()).median(),
                        Samples.of(plain.stream().map(Start::resident).toList()).median(), "MiB"));
    }
}
