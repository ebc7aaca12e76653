package dev.ringfence.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of one control plane: its data, which goes when it stops, and its logs, which stay for diagnosis.
record Workspace(Path data, Path logs) {
    private static final Path TARGET = Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();

    static Workspace create() {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(TARGET.resolve("controlplane")),
                    "data-");
            Path logs = TARGET.resolve("controlplane-logs").resolve(data.getFileName().toString());
            Files.createDirectories(logs);
            return new Workspace(data, logs);
        } catch (IOException failure) {
            throw new UncheckedIOException("the control plane needs to write below " + TARGET, failure);
        }
    }

    Path log(String program) {
        return logs.resolve(program + ".log");
    }

    /// Made by the API server itself when it first starts.
    Path authority() {
        return data.resolve("certificates/apiserver.crt");
    }

    Path certificates() {
        return data.resolve("certificates");
    }

    Path tokens() {
        return data.resolve("tokens.csv");
    }

    Path serviceAccountKey() {
        return data.resolve("sa.key");
    }

    void writeTokens(Collection<User> users) {
        write(tokens(), users.stream().map(User::tokenLine).collect(Collectors.joining("\n", "", "\n")));
    }

    void writeServiceAccountKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String body = Base64.getMimeEncoder(64, new byte[]{'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            write(serviceAccountKey(),
                    "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has RSA", absent);
        }
    }

    Path writeKubeconfig(User user, String server) {
        try {
            Path file = data.resolve("kubeconfig-" + user.name());
            write(file, user.kubeconfig(server, Files.readAllBytes(authority())));
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException("the API server's certificate could not be read", failure);
        }
    }

    void remove() {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the control plane's data could not be removed: " + data, failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException("the control plane could not write " + file, failure);
        }
    }
}
