package dev.ringfence.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The build of the control plane from `src/test/controlplane`, once for each state of these sources, kept in the
/// user's cache folder.
final class GoBuild {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", ""), "src/test/controlplane")
            .toAbsolutePath();
    private static final List<String> COMMAND = List.of("build", "-trimpath", "-ldflags",
            "-s -w -X k8s.io/component-base/version.gitVersion=v1.37.2");

    private GoBuild() {}

    /// The built binary, which takes the name of a program as its first argument.
    ///
    /// @param program what it is needed for, to say so
    static synchronized Path binary(String program) {
        try {
            Path folder = cache().resolve("controlplane-" + hashOfSources());
            Path binary = folder.resolve("controlplane");
            if (!Files.isExecutable(binary)) {
                Files.createDirectories(folder);
                try (var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE); var _ = channel.lock()) {
                    if (!Files.isExecutable(binary)) {
                        build(program, binary);
                    }
                }
            }
            return binary;
        } catch (IOException failure) {
            throw new UncheckedIOException("the control plane could not be built from " + SOURCES, failure);
        }
    }

    private static Path cache() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base = configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("ringfence");
    }

    private static String hashOfSources() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : List.of("go.mod", "go.sum", "main.go")) {
                digest.update(Files.readAllBytes(SOURCES.resolve(name)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    private static void build(String program, Path binary) throws IOException {
        Path go = Programs.onPath("go").orElseThrow(() -> new IllegalStateException(
                "the tests need " + program + " and found no way to get it. Either set " + Programs.ASSETS
                        + " to a folder with etcd, kube-apiserver, kube-controller-manager and kubectl,"
                        + " or install Go (see go.mod in " + SOURCES + " for the version) on the PATH,"
                        + " and they are built from there"));
        System.err.println("Building " + program
                + " and the rest of a Kubernetes control plane for the tests from "
                + SOURCES + " into " + binary.getParent()
                + ". This takes about ten minutes the first time and is not done again until the sources change.");
        Path unfinished = binary.resolveSibling("controlplane.unfinished");
        var command = new ArrayList<>(List.of(go.toString()));
        command.addAll(COMMAND);
        command.addAll(List.of("-o", unfinished.toString(), "."));
        // Surefire reads its fork's standard output, so nothing of the build may go there.
        Path log = binary.resolveSibling("build.log");
        Process build = new ProcessBuilder(command).directory(SOURCES.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        int exitCode = Interrupts.call(build::waitFor);
        if (exitCode != 0) {
            throw new IllegalStateException(
                    "go build of " + SOURCES + " must succeed, but ended with " + exitCode
                            + ": " + Files.readString(log));
        }
        Files.move(unfinished, binary, StandardCopyOption.ATOMIC_MOVE);
    }
}
